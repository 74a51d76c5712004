import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

/** What the map is drawn with; its terms go where it goes. */
const NOTICES = ["d3-geo", "d3-array", "topojson-client", "world-atlas"]
  .map((name) => `${name}\n\n${readFileSync(new URL(`node_modules/${name}/LICENSE`, import.meta.url), "utf8").trim()}`)
  .join("\n\n");

// The page is checked in, so its files have fixed names and no line that depends on where or when it was built.
export default defineConfig({
  base: "./",
  plugins: [
    {
      name: "notices",
      generateBundle(_, bundle) {
        const drawing = bundle["drawing.js"];
        if (drawing?.type === "chunk") drawing.code = `/*!\n${NOTICES}\n*/\n${drawing.code}`;
      },
    },
  ],
  server: { fs: { allow: [".."] } },
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { page: "index.html", worker: "src/worker.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: ({ names }) => (names[0]?.endsWith(".json") ? "[name][extname]" : "page[extname]"),
      },
    },
  },
});

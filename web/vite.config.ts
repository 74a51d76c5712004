import { defineConfig } from "vite";

// The page is checked in, so its files have fixed names and no line that depends on where or when it was built.
export default defineConfig({
  base: "./",
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
        assetFileNames: "page[extname]",
      },
    },
  },
});

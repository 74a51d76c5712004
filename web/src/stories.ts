/** The sample stories, linked into the page. */
const files = import.meta.glob<string>("../../seeds/stories/*.txt", { query: "?raw", import: "default", eager: true });

/** Names and texts; the page opens with the first. */
export const stories: { name: string; text: string }[] = Object.entries(files)
  .map(([path, text]) => ({ name: /([^/]+)\.txt$/u.exec(path)?.[1] ?? path, text }))
  .sort((a, b) => Number(b.name === "istanbul") - Number(a.name === "istanbul") || (a.name < b.name ? -1 : 1));

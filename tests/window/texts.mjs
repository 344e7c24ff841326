// Prints every text of the window as JSON: its name, then its English and its German words. Run in `ui`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const need = createRequire(pathToFileURL(`${process.cwd()}/package.json`));
const { createServer } = await import(pathToFileURL(need.resolve("vite")).href);
const server = await createServer({ server: { middlewareMode: true, ws: false, watch: null }, appType: "custom", logLevel: "error" });
const { english } = await server.ssrLoadModule("/src/i18n/english.ts");
const { german } = await server.ssrLoadModule("/src/i18n/german.ts");

function paired(one, other, name) {
  if (typeof one === "string") return [[name, one, other]];
  return Object.keys(one).flatMap((key) => paired(one[key], other[key], name ? `${name}.${key}` : key));
}
process.stdout.write(JSON.stringify(paired(english, german, "")));
await server.close();

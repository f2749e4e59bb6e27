// Has each version of Mermaid read diagrams.
//
// Asked by JSON on the standard input: the folder of the packages, and the texts. Answers by JSON: for each that a
// version refuses its name, the number of the text, and what it says.

import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { folder, diagrams } = JSON.parse(await text(process.stdin));
const { JSDOM } = createRequire(join(folder, "package.json"))("jsdom");
const { window } = new JSDOM("");
// What Mermaid cleans texts with wants a document.
const { document, Element } = window;
Object.assign(globalThis, { window, document, Element });

const refused = [];
for (const version of ["mermaid-10.9", "mermaid-11.4", "mermaid-11.17"]) {
  const entry = join(folder, "node_modules", version, "dist/mermaid.core.mjs");
  const { default: mermaid } = await import(pathToFileURL(entry).href);
  mermaid.initialize({ startOnLoad: false });
  for (const [number, diagram] of diagrams.entries()) {
    try {
      await mermaid.parse(diagram);
    } catch (cause) {
      refused.push({ version, number, said: String(cause?.message ?? cause) });
    }
  }
}
console.log(JSON.stringify(refused));

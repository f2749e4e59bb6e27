// What Mermaid itself reads in flowcharts.
//
// Asked by JSON on the standard input: the folder of the packages, and the texts. Answers by JSON: for each version, by
// its name, of each text the links as [text of the first box, text of the second, label, stroke], or what it says.

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

const told = {};
for (const version of ["mermaid-10.9", "mermaid-11.4", "mermaid-11.17"]) {
  const entry = join(folder, "node_modules", version, "dist/mermaid.core.mjs");
  const { default: mermaid } = await import(pathToFileURL(entry).href);
  mermaid.initialize({ startOnLoad: false });
  told[version] = [];
  for (const diagram of diagrams) {
    try {
      const { db } = await mermaid.mermaidAPI.getDiagramFromText(diagram);
      const boxes = db.getVertices();
      const box = (id) => (boxes.get?.(id) ?? boxes[id]).text ?? id;
      const link = ({ start, end, text, stroke }) => [box(start), box(end), text, stroke];
      told[version].push(db.getEdges().map(link));
    } catch (cause) {
      told[version].push(String(cause?.message ?? cause));
    }
  }
}
console.log(JSON.stringify(told));

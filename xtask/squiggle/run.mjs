// Evaluates a Squiggle model again and again, each time with other draws.
//
// Asked by JSON on the standard input: the folder of the package, the model, the names of its results, and how
// often. Answers by JSON: the milliseconds of each run, and three quantiles of each result.

import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { folder, model, names, draws, warmUp, runs } = JSON.parse(await text(process.stdin));
const entry = join(folder, "node_modules/@quri/squiggle-lang/dist/index.js");
const { run } = await import(pathToFileURL(entry).href);

const times = [];
const quantiles = [];
for (let number = -warmUp; number < runs; number += 1) {
  const environment = { sampleCount: draws, xyPointLength: 10, seed: `run ${number}`, profile: false };
  const started = performance.now();
  const output = await run(model, { environment });
  const took = performance.now() - started;
  if (!output.result.ok) throw new Error(output.result.value.toString());
  if (number < 0) continue;
  times.push(took);
  const found = names.map((name) => {
    const cases = Float64Array.from(output.getBindings().value.get(name).value.getSamples()).sort();
    if (cases.length !== draws) throw new Error(`${name} has ${cases.length} draws`);
    return [0.05, 0.5, 0.95].map((part) => cases[Math.round(part * (draws - 1))]);
  });
  quantiles.push(found.flat());
}
console.log(JSON.stringify({ times, quantiles }));

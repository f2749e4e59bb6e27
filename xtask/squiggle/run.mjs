// Evaluates a Squiggle model again and again, each time with other draws.
//
// Asked by JSON on the standard input: the folder of the package, the model, the names of its results, and how
// often. Answers by JSON: the milliseconds of each run, the same until it has told three quantiles of each result,
// and those quantiles.

import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { folder, model, names, draws, warmUp, runs } = JSON.parse(await text(process.stdin));
const entry = join(folder, "node_modules/@quri/squiggle-lang/dist/index.js");
const { run } = await import(pathToFileURL(entry).href);

const times = [];
const shown = [];
const quantiles = [];
for (let number = -warmUp; number < runs; number += 1) {
  const environment = { sampleCount: draws, xyPointLength: 10, seed: `run ${number}`, profile: false };
  const started = performance.now();
  const output = await run(model, { environment });
  const took = performance.now() - started;
  if (!output.result.ok) throw new Error(output.result.value.toString());
  if (number < 0) continue;
  times.push(took);
  const parts = [0.05, 0.5, 0.95];
  const asked = performance.now();
  for (const name of names) {
    const distribution = output.getBindings().value.get(name).value;
    parts.forEach((part) => distribution.inv(environment, part));
  }
  shown.push(took + performance.now() - asked);
  const found = names.map((name) => {
    const cases = Float64Array.from(output.getBindings().value.get(name).value.getSamples()).sort();
    if (cases.length !== draws) throw new Error(`${name} has ${cases.length} draws`);
    return parts.map((part) => cases[Math.round(part * (draws - 1))]);
  });
  quantiles.push(found.flat());
}
console.log(JSON.stringify({ times, shown, quantiles }));

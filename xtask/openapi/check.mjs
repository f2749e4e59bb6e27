// Has two validators look at OpenAPI documents: one with the schema that the OpenAPI Initiative publishes, one with
// rules for what a schema cannot say.
//
// Asked by JSON on the standard input: the folder of the packages, and the documents as texts. Answers by JSON: for
// each fault the validator, the number of the document, and what it says.

import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { folder, documents } = JSON.parse(await text(process.stdin));
const of = (name) => import(pathToFileURL(createRequire(join(folder, "package.json")).resolve(name)).href);
const { Validator } = await of("@seriousme/openapi-schema-validator");
const redocly = await of("@redocly/openapi-core");

const rules = {
  struct: "error",
  "no-unresolved-refs": "error",
  "no-identical-paths": "error",
  "path-parameters-defined": "error",
  "path-declaration-must-exist": "error",
  "operation-operationId-unique": "error",
  "operation-operationId-url-safe": "error",
  "operation-parameters-unique": "error",
  // It also wants every operation to say how callers show who they are, which a design may leave open.
  "security-defined": "off",
  "no-enum-type-mismatch": "error",
  "no-undefined-server-variable": "error",
  "no-server-variables-empty-enum": "error",
  "no-empty-servers": "error",
  "no-invalid-schema-examples": "error",
  "no-required-schema-properties-undefined": "error",
  "no-schema-type-mismatch": "error",
  "path-not-include-query": "error",
  "spec-components-invalid-map-name": "error",
  "no-duplicated-tag-names": "error",
};
const config = await redocly.createConfig({ rules });

const faults = [];
for (const [number, document] of documents.entries()) {
  const { valid, errors } = await new Validator().validate(JSON.parse(document));
  if (!valid) {
    faults.push({ validator: "seriousme", number, said: JSON.stringify(errors) });
  }
  const problems = await redocly.lintFromString({ source: document, absoluteRef: `/${number}.json`, config });
  for (const { ruleId, message, location } of problems) {
    faults.push({ validator: "redocly", number, said: `${ruleId}: ${message} ${location?.[0]?.pointer ?? ""}` });
  }
}
console.log(JSON.stringify(faults));

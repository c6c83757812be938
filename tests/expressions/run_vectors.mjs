// Runs the vectors through evaluate.ts and filters.ts and prints the cases that differ, as JSON.
// usage: node run_vectors.mjs <folder of the expressions slice> [<cases.json>]
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, file = join(folder, "vectors.json")] = process.argv;
const { evaluate, EvaluationError, TESTS } = await import(pathToFileURL(join(folder, "evaluate.ts")).href);
const { FILTERS } = await import(pathToFileURL(join(folder, "filters.ts")).href);
const cases = JSON.parse(readFileSync(file, "utf8"));
const wrong = [];
let ran = 0;
for (const { name, ast, scope, expect, error } of cases) {
  if (error === "syntax") continue;
  ran += 1;
  let got;
  try {
    got = evaluate(ast, scope, FILTERS);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationError)) wrong.push({ name, crashed: String(thrown) });
    else if (error !== "evaluation") wrong.push({ name, refused: thrown.message });
    continue;
  }
  if (error) wrong.push({ name, expected: "an error", got });
  else if (JSON.stringify(got) !== JSON.stringify(expect) && !isDeepStrictEqual(got, expect))
    wrong.push({ name, expect, got });
}
console.log(JSON.stringify({ ran, wrong, filters: Object.keys(FILTERS), tests: Object.keys(TESTS) }));

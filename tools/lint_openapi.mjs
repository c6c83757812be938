/**
 * Holds clients/openapi.json to Redocly's recommended rules; any error or warning fails.
 * Redocly's library, not its command, which asks for updates and reports its use.
 */
import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";

const path = "clients/openapi.json";
const config = await createConfig({ extends: ["recommended"] });
const problems = await lintFromString({ source: readFileSync(path, "utf8"), absoluteRef: path, config });
for (const { severity, ruleId, message, location } of problems) {
  console.log(`${path}${location[0]?.pointer ?? ""}: ${severity} ${ruleId}: ${message}`);
}
process.exitCode = problems.length > 0 ? 1 : 0;

/**
 * Holds clients/openapi.json to Redocly's recommended rules and to Spectral's for OpenAPI; any error or warning fails.
 * Their libraries, not their commands, which ask for updates and report their use.
 */
import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";

const path = "clients/openapi.json";
const source = readFileSync(path, "utf8");
const found = [];

const config = await createConfig({ extends: ["recommended"] });
for (const { severity, ruleId, message, location } of await lintFromString({ source, absoluteRef: path, config })) {
  found.push(`${path}${location[0]?.pointer ?? ""}: ${severity} ${ruleId}: ${message}`);
}

const linter = new spectral.Spectral();
linter.setRuleset({ extends: [rulesets.oas] });
for (const { code, message, path: at, severity } of await linter.run(JSON.parse(source))) {
  found.push(`${path}#/${at.join("/")}: ${severity === 0 ? "error" : "warning"} ${code}: ${message}`);
}

for (const line of found) console.log(line);
process.exitCode = found.length > 0 ? 1 : 0;

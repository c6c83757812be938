// Reads a stream with the TypeScript client and prints its events: node read_stream.mjs <url> <id> <options> [abort at]
import { streamExecution } from "../../clients/typescript/src/stream.ts";

const [baseUrl, id, options, abortAt] = process.argv.slice(2);
const abort = new AbortController();
try {
  for await (const event of streamExecution(id, { ...JSON.parse(options), baseUrl, signal: abort.signal })) {
    console.log(JSON.stringify(event));
    if (event.seq === Number(abortAt)) abort.abort();
  }
  console.log('"end"');
} catch (error) {
  console.log(JSON.stringify({ error: error.name, status: error.status, code: error.code, body: error.body }));
}

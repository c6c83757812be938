import { defineConfig } from "@hey-api/openapi-ts";

/** A stream is no query: its generated TanStack options would not even compile. `src/stream.ts` reads it. */
const isStream = (operation: { responses?: Record<string, { mediaType?: string } | undefined> }) =>
  operation.responses?.["200"]?.mediaType === "text/event-stream";

export default defineConfig({
  // Where the document is and where the client goes is said by tools/generate_clients.py.
  input: process.env.OPENAPI_DOCUMENT ?? "../openapi.json",
  // With the endings of their files, so that the sources run in Node as they are.
  output: { path: process.env.CLIENT_OUTPUT ?? "src/generated", importFileExtension: ".ts" },
  // No base URL: the document is served by every installation, and says `/`.
  plugins: [
    { name: "@hey-api/client-fetch", baseUrl: false },
    "@hey-api/typescript",
    "@hey-api/sdk",
    "@tanstack/react-query",
  ],
  parser: {
    hooks: {
      operations: {
        isQuery: (operation) => (isStream(operation) ? false : undefined),
        isMutation: (operation) => (isStream(operation) ? false : undefined),
      },
    },
  },
  logs: { file: false },
});

import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  // Where the document is and where the client goes is said by tools/generate_clients.py.
  input: process.env.OPENAPI_DOCUMENT ?? "../openapi.json",
  output: process.env.CLIENT_OUTPUT ?? "src/generated",
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "@tanstack/react-query"],
  logs: { file: false },
});

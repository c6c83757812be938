export * from "./generated/index";
export { client } from "./generated/client.gen";
export { StreamRefused, streamExecution, type StreamOptions } from "./stream";

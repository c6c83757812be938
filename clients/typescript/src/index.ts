export type { Call, CallOptions, Idempotent, IfMatch, ListCall, StreamCall } from "./calls.ts";
export {
  type ErrorFields,
  type ErrorOf,
  isOnefoldError,
  type NoAnswer,
  OnefoldError,
  RunFailed,
  type UnexpectedAnswer,
} from "./errors.ts";
export { Download, type ObjectHead, type Progress, type UploadBody, type UploadOptions } from "./files.ts";
export type * from "./generated/api.gen.ts";
export type * from "./generated/types.gen.ts";
export { createOnefold, type Onefold, type RunOptions } from "./onefold.ts";
export { streamExecution, type StreamOptions, type WatchOptions } from "./stream.ts";
export type { OnefoldOptions } from "./transport.ts";

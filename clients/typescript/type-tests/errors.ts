/** What the compiler knows of an error: its codes by operation and status. `tsc` runs this file, nobody else does. */
import type { ErrorCode, PublishWorkflowError } from "../src/index.ts";

export function describe(error: PublishWorkflowError): string | number | undefined {
  if (error.status === 404) {
    return error.code satisfies "workflow_not_found";
  }
  if (error.code === "revision_conflict") {
    return error.current_revision;
  }
  // @ts-expect-error: publishing a workflow is never answered so
  if (error.code === "bucket_not_found") return undefined;
  return error.code satisfies ErrorCode;
}

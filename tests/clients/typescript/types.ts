// What the compiler refuses. Nothing here is run.
import { createOnefold, isOnefoldError, type ExecutionRead, type Onefold } from "@onefold/client";

export async function refused(onefold: Onefold, error: unknown, run: ExecutionRead): Promise<void> {
  // @ts-expect-error: a url is needed
  createOnefold({ key: "of_sk_x" });
  // @ts-expect-error: no such parameter
  await onefold.workflows.list({ nmae: "x" });
  // @ts-expect-error: no such field
  await onefold.workflows.create({ name: "x", drafts: {} });
  // @ts-expect-error: no such kind of node
  await onefold.workflows.create({ name: "x", draft: { nodes: [{ id: "a", kind: "lgo", params: {} }], edges: [] } });
  // @ts-expect-error: the body is needed
  await onefold.workflows.create();
  // @ts-expect-error: a version is a number
  await onefold.workflows.getVersion("w", "1");
  // @ts-expect-error: a token is needed
  await onefold.pages.preview("p");
  // @ts-expect-error: no such status
  if (run.status === "finished") return;
  // @ts-expect-error: a page of a list has no length
  (await onefold.workflows.list()).items.lenght;
  if (isOnefoldError(error, onefold.workflows.publish)) {
    // @ts-expect-error: publishing is never answered so
    if (error.code === "bucket_not_found") return;
    // @ts-expect-error: a code that is misspelt
    if (error.code === "revision_conflct") return;
    if (error.code === "revision_conflict") error.status satisfies 412;
    // @ts-expect-error: nor with this status
    if (error.status === 421) return;
    if (error.status === 412) error.code satisfies "revision_conflict";
    if (error.status === 502) error.code satisfies "unexpected_answer";
    if (error.code === "timeout") error.status satisfies 0;
  }
  if (isOnefoldError(error, onefold.storage.headObject) && error.status === 404) {
    error.code satisfies "not_found" | "unexpected_answer";
  }
  if (isOnefoldError(error, onefold.storage.downloadObject) && error.code === "not_modified") {
    error.status satisfies 304;
  }
}

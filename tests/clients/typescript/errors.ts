// Errors are one class whose code is typed by the operation that failed.
import { createOnefold, isOnefoldError, OnefoldError } from "@onefold/client";
import { answer, key, thrownBy, url } from "./given.ts";

const onefold = createOnefold({ url, key });
const workflow = await onefold.workflows.create({ name: "errors" });
const stale = await thrownBy(onefold.workflows.update(workflow.id, { name: "new" }, { ifMatch: 7 }));
const empty = await thrownBy(onefold.workflows.publish(workflow.id, { ifMatch: workflow.revision }));
const wrong = await thrownBy(onefold.workflows.create({ name: "x".repeat(1000) }));
const fields = (error: unknown) => {
  if (!isOnefoldError(error)) throw error;
  const { code, status, operation, current_revision } = error;
  const { detail, request_id } = error;
  return {
    code,
    status,
    operation,
    current_revision,
    said: error.message.includes(detail),
    request: request_id !== "",
  };
};

answer({
  isError: stale instanceof Error && stale instanceof OnefoldError && stale.name === "OnefoldError",
  stale: fields(stale),
  empty: fields(empty),
  problems: isOnefoldError(empty) && empty.problems.map((problem) => problem.code),
  errors: isOnefoldError(wrong) && wrong.errors?.map((error) => error.loc),
  ofAnother: isOnefoldError(stale, onefold.workflows.publish),
  ofItself: isOnefoldError(stale, onefold.workflows.update),
  ofNone: isOnefoldError(new TypeError("x")),
});

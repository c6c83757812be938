/**
 * What goes wrong is one class: what Onefold refuses, what answers in its place, and what does not answer at all.
 */
import type { Throws } from "./calls.ts";
import type { DraftProblem, ExecutionRead, FieldProblem, Problem } from "./generated/types.gen.ts";

/** Nobody answered. */
export type NoAnswer = OnefoldError<"unreachable" | "timeout", 0>;
/**
 * What proxies, balancers and other servers answer with. They may use others too; with a closed list the compiler
 * finds a status that an operation never answers, such as 421 where 412 was meant.
 */
type ForeignStatus =
  | 200 | 301 | 302 | 303 | 307 | 308
  | 400 | 401 | 403 | 404 | 405 | 407 | 408 | 413 | 414 | 429 | 431
  | 500 | 501 | 502 | 503 | 504 | 520 | 521 | 522 | 523 | 524 | 525 | 526 | 530;
/** Something answered, but not as Onefold does: a proxy, or what else stands at this url. */
export type UnexpectedAnswer = OnefoldError<"unexpected_answer", ForeignStatus>;

export interface ErrorFields<Code extends string = string, Status extends number = number> {
  /** Stable: what to switch on. */
  code: Code;
  /** HTTP status; 0 where no answer came. */
  status: Status;
  title: string;
  /** What is wrong and how to mend it, for people. */
  detail: string;
  /** `urn:onefold:problem:<code>`. */
  type: string;
  /** With it, the server's log says more. */
  request_id: string;
  /** Which fields of the input are wrong. */
  errors: FieldProblem[] | null;
  /** What is wrong with a draft, node by node or component by component. */
  problems: DraftProblem[];
  /** After `revision_conflict`: the revision that stands. */
  current_revision: number | null;
  /** Which operation failed, such as `publish_workflow`. */
  operation: string | undefined;
  /** What was answered, as it came. */
  body: unknown;
}

/** A call that failed. `message` is the detail with status, code and request id, fit for a log. */
export class OnefoldError<Code extends string = string, Status extends number = number>
  extends Error
  implements ErrorFields<Code, Status>
{
  readonly code: Code;
  readonly status: Status;
  readonly title: string;
  readonly detail: string;
  readonly type: string;
  readonly request_id: string;
  readonly errors: FieldProblem[] | null;
  readonly problems: DraftProblem[];
  readonly current_revision: number | null;
  readonly operation: string | undefined;
  declare readonly body: unknown;

  constructor(
    fields: Pick<ErrorFields<Code, Status>, "code" | "status" | "detail"> & Partial<ErrorFields>,
    cause?: unknown,
  ) {
    const where = [fields.status || "no answer", fields.code, fields.operation].filter(Boolean).join(" ");
    const request = fields.request_id ? `, request ${fields.request_id}` : "";
    super(`${fields.detail} (${where}${request})`, cause === undefined ? undefined : { cause });
    this.name = "OnefoldError";
    this.code = fields.code;
    this.status = fields.status;
    this.title = fields.title ?? fields.detail;
    this.detail = fields.detail;
    this.type = fields.type ?? `urn:onefold:problem:${fields.code}`;
    this.request_id = fields.request_id ?? "";
    this.errors = fields.errors ?? null;
    this.problems = fields.problems ?? [];
    this.current_revision = fields.current_revision ?? null;
    this.operation = fields.operation;
    // Left out where an error is printed: the fields above say what is in it.
    Object.defineProperty(this, "body", { value: fields.body, enumerable: false });
  }
}

/** How a run ends that did not complete. */
const ENDS = {
  failed: ["run_failed", "failed"],
  cancelled: ["run_cancelled", "was cancelled"],
  timed_out: ["run_timed_out", "took too long"],
} as const;

/** A run that `run` waited for did not complete. */
export class RunFailed extends OnefoldError<(typeof ENDS)[keyof typeof ENDS][0], 0> {
  readonly execution: ExecutionRead;
  /** The node at which it failed. */
  readonly node: string | null;

  constructor(execution: ExecutionRead) {
    const { error, status } = execution;
    const node = error?.node ?? null;
    const [code, verb] = ENDS[status as keyof typeof ENDS] ?? ENDS.failed;
    const reason = error ? `: ${error.message} (${error.code})` : ".";
    super({
      code,
      status: 0,
      detail: `The run ${verb}${node ? ` at the node '${node}'` : ""}${reason}`,
      body: execution,
    });
    this.name = "RunFailed";
    this.execution = execution;
    this.node = node;
  }
}

type CodeOf<Answer> = Answer extends { code: infer Code extends string } ? Code : string;
type Answered<Errors> = {
  [Status in keyof Errors & number]: OnefoldError<CodeOf<Errors[Status]>, Status>;
}[keyof Errors & number];
/** The errors that a call of a method can throw, told apart by `code`. */
export type ErrorOf<Method> = Method extends (...input: never[]) => Throws<infer Errors>
  ? Answered<Errors> | NoAnswer | UnexpectedAnswer
  : never;

/**
 * Says whether a caught value is an error of this client; with a method, whether that call failed, and then `code`
 * is one of those that the operation can answer: `isOnefoldError(error, onefold.workflows.publish)`.
 */
export function isOnefoldError(error: unknown): error is OnefoldError;
export function isOnefoldError<Method extends { readonly operation: string }>(
  error: unknown,
  method: Method,
): error is ErrorOf<Method>;
export function isOnefoldError(error: unknown, method?: { readonly operation: string }): boolean {
  return error instanceof OnefoldError && (method === undefined || error.operation === method.operation);
}

/** The answer to a `HEAD` has no body to say what is wrong. */
const HEAD_CODES = { 401: "unauthenticated", 403: "forbidden", 404: "not_found" } as const;
export type HeadErrors = { [Status in keyof typeof HEAD_CODES]: { code: (typeof HEAD_CODES)[Status] } } & NotModified;
/** The reader has this version. */
export interface NotModified {
  304: { code: "not_modified" };
}

/** Makes the error of an answer that is none of the wanted ones; `body` is its JSON, or its text. */
export function answerError(
  response: Response,
  body: unknown,
  request: RequestInfoOf,
  operation?: string,
): OnefoldError {
  const fields = { status: response.status, operation, body };
  if (isProblem(body)) return new OnefoldError({ ...body, ...fields });
  const request_id = response.headers.get("X-Request-ID") ?? "";
  if (response.status === 304) {
    return new OnefoldError({
      ...fields,
      code: "not_modified",
      detail: "You have this version already.",
      request_id,
    });
  }
  const code = request.method === "HEAD" ? HEAD_CODES[response.status as keyof typeof HEAD_CODES] : undefined;
  if (code) return new OnefoldError({ ...fields, code, detail: `${request.url} was refused.`, request_id });
  return new OnefoldError({
    ...fields,
    code: "unexpected_answer",
    detail: unexpected(response, body, request),
    request_id,
  });
}

/** Makes the error of a call that was not answered. */
export function transportError(error: unknown, request: RequestInfoOf, operation?: string): OnefoldError {
  const detail = `${request.method} ${request.url} was not answered: ${reasonOf(error)}. Is Onefold running there?`;
  return new OnefoldError({ code: "unreachable", status: 0, detail, operation }, error);
}

/** Makes the error of an answer that ended in the middle. */
export function brokenOff(error: unknown, url: string, operation: string): OnefoldError {
  const detail = `The answer of ${url} broke off: ${reasonOf(error)}.`;
  return new OnefoldError({ code: "unreachable", status: 0, detail, operation }, error);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

/** Method and URL of what was asked. */
export interface RequestInfoOf {
  method: string;
  url: string;
}

function isProblem(body: unknown): body is Problem & Partial<ErrorFields> {
  const fields = body as Partial<Problem> | null;
  return typeof fields === "object" && typeof fields?.code === "string" && typeof fields.detail === "string";
}

function unexpected(response: Response, body: unknown, request: RequestInfoOf): string {
  const asked = `${request.method} ${request.url} was`;
  const to = response.headers.get("Location");
  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    return `${asked} redirected${to ? ` to ${to}` : ""}: give createOnefold the url at which Onefold itself answers.`;
  }
  const type = response.headers.get("Content-Type")?.split(";", 1)[0] ?? "";
  const text = typeof body === "string" ? body.trim() : "";
  const title = /<title[^>]*>([^<]+)/i.exec(text)?.[1] ?? text.slice(0, 80);
  const json = body instanceof Error ? "broken JSON" : "JSON that is no problem+json";
  const what = text ? `${type || "text"} (“${title.trim()}”)` : body ? json : "nothing";
  return `${asked} answered ${response.status} with ${what}, not by Onefold: is the url right, or is a proxy in between?`;
}

/**
 * One Onefold, as a program uses it: `const onefold = createOnefold({ url, key })`.
 */
import { Caller } from "./calls.ts";
import { RunFailed } from "./errors.ts";
import { type Api, makeApi } from "./generated/api.gen.ts";
import type { Client } from "./generated/client/index.ts";
import type { ExecuteRequest, ExecutionEvent, ExecutionRead, TruncatedValue } from "./generated/types.gen.ts";
import type { WatchOptions } from "./stream.ts";
import { makeClient, type OnefoldOptions, Transport } from "./transport.ts";

export interface RunOptions {
  /** What is run: the published version unless given. */
  target?: ExecuteRequest["target"] | undefined;
  /** With the same key it is run once, however often it is sent. */
  idempotencyKey?: string | undefined;
  /** Ends the waiting, not the run. */
  signal?: AbortSignal | undefined;
}

/** Every operation by its tag, and what takes several of them. */
export interface Onefold extends Api {
  /** Yields the events of a run as they happen, each once and across dropped connections, until it has ended. */
  watch(execution: string | { id: string }, options?: WatchOptions): AsyncGenerator<ExecutionEvent, void, undefined>;
  /** Runs a workflow, waits for its end and returns its result; throws `RunFailed` where it did not complete. */
  run<Result = unknown>(workflow: string | { id: string }, input?: unknown, options?: RunOptions): Promise<Result>;
  /** For the functions of `@onefold/client/sdk` and the options of `@onefold/client/query`: `{ client: onefold.client }`. */
  readonly client: Client;
}

/** Seconds that the first answer may take: short runs need no stream. */
const FIRST_WAIT = 10;

/** Makes a client of one Onefold. Nothing is sent before something is called. */
export function createOnefold(options: OnefoldOptions): Onefold {
  const transport = new Transport(options);
  const client = makeClient(transport);
  const api = makeApi(new Caller(client, transport));
  const watch: Onefold["watch"] = (execution, watchOptions) =>
    api.executions.streamEvents(idOf(execution), watchOptions);

  async function run<Result>(
    workflow: string | { id: string },
    input?: unknown,
    runOptions: RunOptions = {},
  ): Promise<Result> {
    const { target, ...callOptions } = runOptions;
    const body = { input, wait_seconds: FIRST_WAIT, ...(target !== undefined && { target }) } as ExecuteRequest;
    let execution = await api.workflows.execute(idOf(workflow), body, callOptions);
    if (!hasEnded(execution)) {
      for await (const _event of watch(execution, { signal: callOptions.signal }));
      callOptions.signal?.throwIfAborted();
      execution = await api.executions.get(execution.id, { signal: callOptions.signal });
    }
    if (execution.status !== "completed") throw new RunFailed(execution);
    return (await whole(execution.id, execution.result)) as Result;
  }

  /** A value with its big parts, which stand by themselves. */
  async function whole(execution: string, value: unknown): Promise<unknown> {
    if (isTruncated(value)) {
      if (!value.hash) return value;
      return whole(execution, await api.executions.getValue(execution, value.hash));
    }
    if (Array.isArray(value)) return Promise.all(value.map((item) => whole(execution, item)));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(async ([name, part]) => [name, await whole(execution, part)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  return { ...api, client, watch, run };
}

function idOf(thing: string | { id: string }): string {
  return typeof thing === "string" ? thing : thing.id;
}

function hasEnded({ status }: ExecutionRead): boolean {
  return status === "completed" || status === "failed" || status === "cancelled" || status === "timed_out";
}

function isTruncated(value: unknown): value is TruncatedValue {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Partial<TruncatedValue>).truncated === true &&
    "hash" in value
  );
}

/**
 * The events of an execution as they happen, each once: over server-sent events, across dropped connections.
 */
import { answerError, OnefoldError } from "./errors.ts";
import { chunks } from "./files.ts";
import { EVENT_TYPES } from "./generated/events.gen.ts";
import type { ExecutionEvent } from "./generated/types.gen.ts";

export interface WatchOptions {
  /** Only events with a greater `seq`; 0 is from the beginning. */
  after?: number | undefined;
  /** Ends the stream quietly when it aborts. */
  signal?: AbortSignal | undefined;
  /** Milliseconds before the first reconnection; doubles with each failure in a row, up to `maxDelay`. */
  minDelay?: number;
  maxDelay?: number;
  /** Milliseconds of silence after which a connection counts as dead; the server sends a comment every 15 s. */
  maxSilence?: number;
}

export interface StreamOptions extends WatchOptions {
  /** Origin of the API, without a trailing slash; empty is the page's own. */
  baseUrl?: string;
  /** Sent with each connection, `Authorization: Bearer of_sk_…` for instance; a session cookie goes by itself. */
  headers?: HeadersInit;
  fetch?: typeof fetch;
}

/** The compiler refuses a list that is not the one of the API. */
const KNOWN: Record<ExecutionEvent["type"], "goes on" | "terminal"> = EVENT_TYPES;
const ENDED = ["completed", "failed", "cancelled", "timed_out"];
/** Refusals that pass: a timeout, too early, too many requests. */
const PASSING = [408, 425, 429];

/**
 * Yields the events of an execution in order and ends after the terminal one. Reconnects where the last event left
 * off; an event of a type it does not know is skipped. Throws an `OnefoldError` when the server says no.
 */
export async function* streamExecution(
  executionId: string,
  options: StreamOptions = {},
): AsyncGenerator<ExecutionEvent, void, undefined> {
  const { signal, minDelay = 250, maxDelay = 10_000 } = options;
  let after = options.after ?? 0;
  let failures = 0;
  let ended = false;
  while (!signal?.aborted) {
    const before = after;
    let broken = false;
    try {
      for await (const event of connection(executionId, after, options)) {
        if (event.seq <= after) continue;
        after = event.seq;
        const known = Object.hasOwn(KNOWN, event.type) ? KNOWN[event.type] : undefined;
        if (known) yield event;
        if (known === "terminal" || signal?.aborted) return;
      }
    } catch (error) {
      if (error instanceof OnefoldError) throw error;
      broken = true;
    }
    if (after > before) failures = 0;
    // A stream that ends at once and empty has nothing after `after`: either it is over, or it is cut too early.
    else if (!broken && ended) return;
    else if (!broken && !signal?.aborted) ended = await hasEnded(executionId, options);
    await pause(Math.min(maxDelay, minDelay * 2 ** failures), signal);
    failures += 1;
  }
}

async function* connection(id: string, after: number, options: StreamOptions): AsyncGenerator<ExecutionEvent> {
  const silence = new AbortController();
  const silent = () => silence.abort(new Error("The stream is silent"));
  const maxSilence = options.maxSilence ?? 45_000;
  let timer = setTimeout(silent, maxSilence);
  const signal = options.signal ? AbortSignal.any([options.signal, silence.signal]) : silence.signal;
  try {
    const response = await request(`${id}/stream?after=${after}`, "text/event-stream", { ...options, signal });
    if (!response.body) throw new Error("The answer has no body");
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of chunks(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(silent, maxSilence);
      const frames = (rest + decoder.decode(chunk, { stream: true })).replaceAll("\r\n", "\n").split("\n\n");
      rest = frames.pop() ?? "";
      yield* frames.flatMap(parseFrame);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** The event of one frame, or nothing for a comment. */
function parseFrame(frame: string): ExecutionEvent[] {
  const data = frame
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).trimStart());
  return data.length ? [JSON.parse(data.join("\n")) as ExecutionEvent] : [];
}

async function hasEnded(id: string, options: StreamOptions): Promise<boolean> {
  try {
    const response = await request(id, "application/json", options);
    const { status } = (await response.json()) as { status: string };
    return ENDED.includes(status);
  } catch (error) {
    if (error instanceof OnefoldError) throw error;
    return false;
  }
}

async function request(path: string, accept: string, options: StreamOptions): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set("Accept", accept);
  const url = `${options.baseUrl ?? ""}/api/executions/${path}`;
  const init: RequestInit = { headers };
  if (options.signal) init.signal = options.signal;
  const response = await (options.fetch ?? globalThis.fetch)(url, init);
  const wanted = response.headers.get("Content-Type")?.startsWith(accept);
  if (response.ok && wanted) return response;
  if (response.ok || (response.status < 500 && !PASSING.includes(response.status))) {
    throw answerError(response, readJson(await response.text()), { method: "GET", url }, "stream_execution_events");
  }
  await response.body?.cancel();
  throw new Error(`The server answered ${response.status}`);
}

/** Reads JSON, or leaves the text as it is. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Waits this many milliseconds, or until the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done, { once: true });
    if (signal?.aborted) done();
  });
}

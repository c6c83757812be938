/**
 * What the generated namespaces are made of: calls typed with their errors, lists that iterate, uploads and downloads.
 */
import {
  Download,
  type ObjectHead,
  objectHead,
  prepareUpload,
  type UploadBody,
  type UploadOptions,
} from "./files.ts";
import { OnefoldError } from "./errors.ts";
import type { Client } from "./generated/client/index.ts";
import type { ExecutionEvent } from "./generated/types.gen.ts";
import { streamExecution, type WatchOptions } from "./stream.ts";
import { PASSING, type Transport } from "./transport.ts";

declare const errors: unique symbol;
/** `Errors` are the answers that a call throws, by status: `isOnefoldError` tells them apart. */
export interface Throws<Errors> {
  readonly [errors]?: Errors;
}

/** A call under way: `await` it. */
export type Call<Result, Errors = unknown> = Promise<Result> & Throws<Errors>;

/** Events as they happen: `for await` them. */
export type StreamCall<Event, Errors = unknown> = AsyncGenerator<Event, void, undefined> & Throws<Errors>;

/** A list: `await` is its first page, `for await` all its items, whose pages are fetched as they are needed. */
export type ListCall<Page extends { items: unknown[] }, Errors = unknown> = Call<Page, Errors> &
  AsyncIterable<Page["items"][number]>;

/** The query parameters of an operation. */
export type Query<Data extends { query?: unknown }> = OrUndefined<NonNullable<Data["query"]>>;
type OrUndefined<Fields> = {
  [Name in keyof Fields]: Fields[Name] | (object extends Pick<Fields, Name> ? undefined : never);
};

/** What every call takes besides its own. */
export interface CallOptions {
  /** Ends the call, which then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that the call may take with its retries; 0 is as long as it takes. */
  timeout?: number | undefined;
  /** Sent besides what the client sends itself. */
  headers?: Record<string, string> | undefined;
}

/** Guards a change: the revision it is made for, as a number, or its ETag `"r3"`. Stale is `revision_conflict`. */
export interface IfMatch {
  ifMatch?: number | string | undefined;
}

/** For a call that starts or makes something: with the same key it is done once, however often it is sent. */
export interface Idempotent {
  /** At most 255 characters; a random one unless given. */
  idempotencyKey?: string | undefined;
}

/** The options that every generated function is called with. */
export interface Common {
  client: Client;
  throwOnError: true;
  fetch: typeof fetch;
  meta: { operation: string };
  signal?: AbortSignal;
}

/** How an operation is called, besides what it is called with. */
interface Way {
  /** Seconds that the server was asked to wait before it answers. */
  wait?: number | undefined;
  /** Statuses of errors that are answers all the same. */
  answers?: number[];
  /** The body of the answer is read by whoever called. */
  streams?: boolean;
  /** Sends the request in place of the instance's own `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Without a time-out unless one is given. */
  patient?: boolean;
}

type Answered<Result> = Promise<{ data: Result; response: Response }>;

/** Says of a method which operation it is; `isOnefoldError` compares it. */
export function operation<Method extends (...input: never[]) => unknown>(
  name: string,
  method: Method,
): Method & { readonly operation: string } {
  return Object.assign(method, { operation: name });
}

/** `"r3"` of 3; an ETag as it is. */
export function etag(revision: number | string | undefined): string | undefined {
  return typeof revision === "number" ? `"r${revision}"` : revision;
}

/** What may be undefined is left out as far as the compiler knows; the generated functions skip it. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  return fields as Given<Fields>;
}
type Given<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};

/** What goes into the address, none of it empty: the address would be another one, or hold the name of what is missing. */
export function placed<Places extends Record<string, unknown>>(places: Places): Places {
  for (const [name, value] of Object.entries(places)) {
    if (value === undefined || value === null || value === "") {
      throw new TypeError(`Give ${name}, which is ${value === "" ? "empty" : value}.`);
    }
  }
  return places;
}

/** A new key for a call that is to be done once. */
export function newKey(): string {
  // Not crypto.randomUUID: browsers have it on https and localhost alone.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

/** Calls operations of one instance. */
export class Caller {
  readonly client: Client;
  readonly transport: Transport;

  constructor(client: Client, transport: Transport) {
    this.client = client;
    this.transport = transport;
  }

  /** Calls an operation whose answer is JSON or text, or has no body. */
  async send<Result>(
    name: string,
    options: CallOptions | undefined,
    call: (common: Common) => Answered<Result>,
    way: Way = {},
  ): Promise<Result> {
    try {
      const { data, response } = await call(this.#common(name, options, way));
      return (response.status === 204 ? undefined : data) as Result;
    } catch (error) {
      if (error instanceof OnefoldError && way.answers?.includes(error.status) && typeof error.body === "object") {
        return error.body as Result;
      }
      throw error;
    }
  }

  /** Calls an operation that answers with a page of a list, and as often as its items are asked for. */
  list<Item, Page extends { items: Item[] }, Errors>(
    send: (more: Record<string, unknown>) => Promise<Page>,
    parameter: string,
    next: keyof Page,
  ): Call<Page, Errors> & AsyncIterable<Item> {
    let first: Promise<Page> | undefined;
    const begin = () => (first ??= send({}));
    async function* items(): AsyncGenerator<Item, void, undefined> {
      for (let page = await begin(); ; page = await send({ [parameter]: page[next] })) {
        for (const item of page.items) yield item;
        if (page[next] === null || page[next] === undefined) return;
      }
    }
    // Nothing is asked before somebody waits for it.
    const call: Promise<Page> & AsyncIterable<Item> = {
      [Symbol.toStringTag]: "ListCall",
      [Symbol.asyncIterator]: items,
      then: (fulfilled, rejected) => begin().then(fulfilled, rejected),
      catch: (rejected) => begin().catch(rejected),
      finally: (settled) => begin().finally(settled),
    };
    return call;
  }

  /** Calls the operation whose answer is the events of a run. */
  stream(execution: string, options: WatchOptions | undefined): AsyncGenerator<ExecutionEvent, void, undefined> {
    const key = this.transport.token("bearer");
    return streamExecution(execution, {
      ...options,
      baseUrl: this.transport.url,
      headers: key ? { Authorization: `Bearer ${key}` } : {},
      // The stream comes again by itself, from where it was.
      fetch: this.transport.fetchWith({ timeout: 0, streams: true, answers: PASSING }),
    });
  }

  /** Calls an operation that takes a file. */
  async upload<Result>(
    name: string,
    body: UploadBody,
    options: (CallOptions & UploadOptions) | undefined,
    call: (common: Common, body: Blob, headers: { "Content-Type": string | null }) => Answered<Result>,
  ): Promise<Result> {
    const prepared = await prepareUpload(body, options ?? {});
    return this.send(
      name,
      options,
      (common) => call({ ...common, ...prepared.init }, prepared.body as Blob, { "Content-Type": prepared.type }),
      { patient: true, fetch: prepared.fetch },
    );
  }

  /** Calls an operation that answers with a file. */
  async download(
    name: string,
    options: CallOptions | undefined,
    call: (common: Common & { parseAs: "stream" }) => Answered<unknown>,
  ): Promise<Download> {
    const { response } = await call({ ...this.#common(name, options, { streams: true }), parseAs: "stream" });
    return new Download(response, name);
  }

  /** Calls an operation that answers with the head of a file. */
  async head(
    name: string,
    options: CallOptions | undefined,
    call: (common: Common) => Answered<unknown>,
  ): Promise<ObjectHead> {
    const { response } = await call(this.#common(name, options, {}));
    return objectHead(response);
  }

  #common(name: string, options: CallOptions | undefined, way: Way): Common {
    const timeout = options?.timeout ?? (way.patient ? 0 : this.transport.timeout + (way.wait ?? 0) * 1000);
    return {
      client: this.client,
      throwOnError: true,
      meta: { operation: name },
      fetch: this.transport.fetchWith({ timeout, operation: name, ...way }),
      ...(options?.signal && { signal: options.signal }),
    };
  }
}

/**
 * How requests of one instance travel: who they come from, how long they may take, and when they are sent again.
 */
import { answerError, OnefoldError, transportError } from "./errors.ts";
import { type Client, createClient, createConfig } from "./generated/client/index.ts";
import { OTHER_ANSWERS } from "./generated/api.gen.ts";
import { VERSION } from "./generated/version.gen.ts";

export interface OnefoldOptions {
  /** Where Onefold is, `https://onefold.example.com`; its paths, `/api` among them, are added by the client. */
  url: string;
  /** An API key, `of_sk_…`. Without one a session counts: a browser's own, elsewhere that of `auth.login`. */
  key?: string | undefined;
  /** Sends the requests in place of the platform's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds that a call may take with its retries, 30,000 unless given; 0 is as long as it takes. */
  timeout?: number | undefined;
  /** How often a call is sent again that is safe to repeat, 2 unless given. */
  retries?: number | undefined;
}

/** How one request is sent. */
export interface Sending {
  /** Milliseconds; 0 is as long as it takes. */
  timeout: number;
  /** Statuses that are wanted, and no reason to send it again. */
  answers?: number[];
  /** Hand on the answer as soon as it begins: the time-out ends there. */
  streams?: boolean;
  /** Sends the request in place of the instance's own `fetch`. */
  fetch?: typeof fetch | undefined;
  /** What an error names as having failed. */
  operation?: string | undefined;
}

export const DEFAULT_TIMEOUT = 30_000;
/** Milliseconds before the first repetition; doubles with each. */
const FIRST_PAUSE = 250;
/** Answers that pass: too many requests, a proxy without its server, a server or database that is just starting. */
export const PASSING = [429, 502, 503, 504];
const SAFE = ["GET", "HEAD"];

/** A browser sets `Origin`, `User-Agent` and cookies itself; every other platform says what it is in other words. */
export const IN_BROWSER = globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false;

/** Sends requests with what this instance adds to each of them. */
export class Transport {
  readonly url: string;
  readonly timeout: number;
  /** The platform's `fetch`, or the one that was given. */
  readonly send: typeof fetch;
  readonly #key: string | undefined;
  readonly #retries: number;
  readonly #cookies = new Map<string, string>();

  constructor(options: OnefoldOptions) {
    this.url = checkUrl(options.url);
    this.timeout = options.timeout ?? DEFAULT_TIMEOUT;
    // Called as a plain function: browsers and Workers refuse a fetch with a `this` of its own.
    this.send = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.#key = options.key;
    this.#retries = options.retries ?? 2;
  }

  /** Makes a `fetch` that sends so. */
  fetchWith(sending: Sending): typeof fetch {
    return (input, init) => this.#fetch(new Request(input, init), sending);
  }

  /** The headers that say who calls, and by what. */
  headers(method: string): Record<string, string> {
    const headers: Record<string, string> = { Accept: "application/json, */*;q=0.5" };
    if (!this.#key && !SAFE.includes(method)) headers["X-CSRF"] = "1";
    if (IN_BROWSER) return headers;
    headers["User-Agent"] = `onefold-client-ts/${VERSION}`;
    // Asked for with a session, and of visitors.
    if (!SAFE.includes(method)) headers["Origin"] = new URL(this.url).origin;
    if (!this.#key && this.#cookies.size) {
      headers["Cookie"] = Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join("; ");
    }
    return headers;
  }

  /** The key, where an operation may be called with one. */
  token(scheme: string | undefined): string | undefined {
    return scheme === "bearer" ? this.#key : undefined;
  }

  async #fetch(request: Request, sending: Sending): Promise<Response> {
    const { signal, expired, done } = deadline(request, sending.timeout);
    const repeatable = SAFE.includes(request.method) || request.headers.has("Idempotency-Key");
    const init: RequestInit = { signal };
    // With a key no cookie is sent: the server refuses two that say who calls. Workers know no credentials at all.
    if (IN_BROWSER) init.credentials = this.#key ? "omit" : "same-origin";
    // A redirected POST would become a GET of something else.
    if (!SAFE.includes(request.method)) init.redirect = "manual";
    const prepared = new Request(request, init);
    for (const [name, value] of Object.entries(this.headers(request.method))) {
      if (!prepared.headers.has(name)) prepared.headers.set(name, value);
    }
    try {
      for (let left = repeatable ? this.#retries : 0, pause = FIRST_PAUSE; ; left -= 1, pause *= 2) {
        const last = left <= 0;
        const answer = await this.#attempt(last ? prepared : prepared.clone(), sending, signal, last);
        if (answer instanceof Response && (last || !this.#passes(answer, sending))) return answer;
        const after = answer instanceof Response ? retryAfter(answer) : undefined;
        // A pause that is too long for the time-out is the caller's to wait.
        if (answer instanceof Response && after !== undefined && after > (expired.left() ?? Infinity)) return answer;
        if (answer instanceof Response) await answer.body?.cancel();
        await sleep(after ?? pause * (0.5 + Math.random() / 2), signal);
      }
    } catch (error) {
      if (expired.yet()) throw timedOut(request, sending, error);
      throw error;
    } finally {
      done();
    }
  }

  /** The answer, whole unless it streams; or why there is none, if that may pass. */
  async #attempt(request: Request, sending: Sending, signal: AbortSignal, last: boolean): Promise<Response | Error> {
    try {
      const response = await (sending.fetch ?? this.send)(request);
      this.#keepCookies(response);
      return sending.streams || request.method === "HEAD" || !isShort(response) ? response : await whole(response);
    } catch (error) {
      if (last || signal.aborted || !(error instanceof Error)) throw error;
      return error;
    }
  }

  #passes(response: Response, { answers = [] }: Sending): boolean {
    if (answers.includes(response.status)) return false;
    // A first attempt with the same Idempotency-Key may be under way still: the server says when to come again.
    return PASSING.includes(response.status) || (response.status === 409 && response.headers.has("Retry-After"));
  }

  #keepCookies(response: Response): void {
    if (IN_BROWSER || this.#key) return;
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = cookie.split(";");
      const [name = "", value = ""] = [
        pair.slice(0, pair.indexOf("=")).trim(),
        pair.slice(pair.indexOf("=") + 1).trim(),
      ];
      const ended = !value || attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
      if (ended) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

/** Makes the generated functions' client for an instance: its errors are `OnefoldError`s. */
export function makeClient(transport: Transport): Client {
  const client = createClient(
    createConfig({
      baseUrl: transport.url,
      auth: ({ scheme }) => transport.token(scheme),
      fetch: transport.fetchWith({ timeout: transport.timeout }),
    }),
  );
  client.interceptors.response.use((response, request, options) => {
    if (!response.ok || response.status === 204 || request.method === "HEAD") return response;
    const type = response.headers.get("Content-Type") ?? "";
    const isJson = /^application\/([a-z.+-]+\+)?json\b/.test(type) && response.headers.get("Content-Length") !== "0";
    if (isJson || OTHER_ANSWERS.includes(`${options.method} ${options.url}`)) return response;
    return response.text().then((text) => {
      throw answerError(response, text, request, operationOf(options));
    });
  });
  client.interceptors.error.use((error, response, request, options) => {
    // What the caller aborted ends with the caller's own reason.
    if (error instanceof OnefoldError || options.signal?.aborted) return error;
    const asked = request ?? { method: options.method ?? "GET", url: options.url };
    if (response) return answerError(response, error, asked, operationOf(options));
    return transportError(error, asked, operationOf(options));
  });
  return withoutItself(client);
}

/** The same client, whose requests are not made with the client as one of their options: Deno takes that for its own. */
function withoutItself(client: Client): Client {
  const methods = ["delete", "get", "head", "patch", "post", "put"] as const;
  const bare = methods.map((method) => {
    const send = (options: object) =>
      (client[method] as (options: object) => unknown)({ ...options, client: undefined });
    return [method, send];
  });
  return { ...client, ...Object.fromEntries(bare) };
}

function operationOf(options: object): string | undefined {
  return (options as { meta?: { operation?: string } }).meta?.operation;
}

/** The address without a trailing slash; one that cannot be right is refused at once. */
function checkUrl(url: string): string {
  const bare = url.replace(/\/+$/, "");
  if (!/^https?:\/\/[^/]/.test(bare) || !URL.canParse(bare)) {
    throw new TypeError(
      `createOnefold needs the whole url of Onefold, like "https://onefold.example.com", not "${url}".`,
    );
  }
  if (/\/api$/.test(bare)) {
    throw new TypeError(`createOnefold adds /api itself: give the url as "${bare.slice(0, -4)}", not "${url}".`);
  }
  return bare;
}

/** A signal that also aborts when the time is over, and what tells that from the caller's own. */
function deadline(request: Request, milliseconds: number) {
  const timer = new AbortController();
  const end = Date.now() + milliseconds;
  const handle = milliseconds > 0 ? setTimeout(() => timer.abort(), milliseconds) : undefined;
  return {
    signal: AbortSignal.any([request.signal, timer.signal]),
    expired: {
      yet: () => timer.signal.aborted,
      left: () => (milliseconds > 0 ? end - Date.now() : undefined),
    },
    done: () => clearTimeout(handle),
  };
}

function timedOut(request: Request, { timeout, operation }: Sending, cause: unknown): OnefoldError {
  const detail = `${request.method} ${request.url} was not answered within ${timeout / 1000} s.`;
  return new OnefoldError({ code: "timeout", status: 0, detail, operation }, cause);
}

/** Whether an answer is read at once: JSON and text are; files and streams are not. */
function isShort(response: Response): boolean {
  const type = response.headers.get("Content-Type") ?? "";
  return !response.ok || type === "" || /^(application\/([a-z.+-]+\+)?json|text\/(?!event-stream))/.test(type);
}

/** The same answer with its body in memory, so that a connection that breaks in the middle counts as none. */
async function whole(response: Response): Promise<Response> {
  if (!response.body) return response;
  const bytes = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  headers.set("Content-Length", String(bytes.byteLength));
  headers.delete("Content-Encoding");
  return new Response(bytes, { status: response.status, statusText: response.statusText, headers });
}

/** Milliseconds that a `Retry-After` asks for, in seconds or as a date. */
function retryAfter(response: Response): number | undefined {
  const asked = response.headers.get("Retry-After");
  if (!asked) return undefined;
  const seconds = Number(asked);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(asked) - Date.now() : seconds * 1000;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** Waits; throws the signal's reason when it aborts. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
}

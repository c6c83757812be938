/**
 * Files: what goes up, from memory, a stream or a path, and what comes down, as bytes, a stream or to a path.
 */
import { brokenOff } from "./errors.ts";
import { fetchWithProgress } from "./progress.ts";
import { IN_BROWSER } from "./transport.ts";

/** What can be uploaded. A `path` is of this machine's disk: in Node, Deno and Bun. */
export type UploadBody =
  | Blob
  | ArrayBuffer
  | ArrayBufferView<ArrayBuffer>
  | string
  | ReadableStream<Uint8Array<ArrayBuffer>>
  | AsyncIterable<Uint8Array>
  | { path: string };

export interface Progress {
  /** Bytes sent so far. */
  sent: number;
  /** Bytes of the whole; null for a stream. */
  total: number | null;
}

export interface UploadOptions {
  /** MIME type; a Blob's own unless given, else the server goes by the ending of the object's key. */
  contentType?: string | undefined;
  /** Called as the bytes leave, the last time when all are sent. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** The head of a stored file. */
export interface ObjectHead {
  content_type: string;
  /** Bytes; null where the answer does not say. */
  size: number | null;
  /** With its quotes, good for `ifMatch`. */
  etag: string;
  /** An HTTP date. */
  last_modified: string;
}

/** Reads the head of a file from its answer. */
export function objectHead(response: Response): ObjectHead {
  const length = response.headers.get("Content-Length");
  return {
    content_type: response.headers.get("Content-Type") ?? "application/octet-stream",
    size: length === null ? null : Number(length),
    etag: response.headers.get("ETag") ?? "",
    last_modified: response.headers.get("Last-Modified") ?? "",
  };
}

/** A file whose bytes are on their way. They are read once, in one of the ways below. */
export class Download implements ObjectHead {
  readonly content_type: string;
  readonly size: number | null;
  readonly etag: string;
  readonly last_modified: string;
  /** The bytes as they come. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #response: Response;
  readonly #operation: string;

  constructor(response: Response, operation: string) {
    const head = objectHead(response);
    this.content_type = head.content_type;
    this.size = head.size;
    this.etag = head.etag;
    this.last_modified = head.last_modified;
    this.stream = response.body ?? new Blob().stream();
    this.#response = response;
    this.#operation = operation;
  }

  /** All of it in memory. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.#read((response) => response.arrayBuffer()));
  }

  /** All of it as a Blob of its type. */
  async blob(): Promise<Blob> {
    const blob = await this.#read((response) => response.blob());
    return blob.type === this.content_type ? blob : new Blob([blob], { type: this.content_type });
  }

  /** All of it as text, decoded as UTF-8. */
  text(): Promise<string> {
    return this.#read((response) => response.text());
  }

  /** Writes it to a path, in Node, Deno and Bun; a file that is there is replaced once all has come. */
  async save(path: string): Promise<void> {
    const { open, rename, rm } = files("To save to a path").promises;
    const part = `${path}.${Math.random().toString(36).slice(2)}.part`;
    const file = await open(part, "wx");
    try {
      for await (const chunk of chunks(this.stream)) await file.writeFile(chunk);
      await file.close();
      await rename(part, path);
    } catch (error) {
      await file.close();
      await rm(part, { force: true });
      throw this.#broken(error);
    }
  }

  async #read<Result>(read: (response: Response) => Promise<Result>): Promise<Result> {
    try {
      return await read(this.#response);
    } catch (error) {
      throw this.#response.bodyUsed ? this.#broken(error) : error;
    }
  }

  #broken(error: unknown): unknown {
    return error instanceof TypeError ? brokenOff(error, this.#response.url, this.#operation) : error;
  }
}

interface Prepared {
  body: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Null: the server goes by the key. */
  type: string | null;
  init: { duplex?: "half" };
  /** Sends it in place of the instance's own. */
  fetch?: typeof fetch;
}

/** Makes a request's body of what is to be uploaded. */
export async function prepareUpload(
  upload: UploadBody,
  { onProgress, contentType }: UploadOptions,
): Promise<Prepared> {
  let body = await openBody(upload);
  const type = contentType ?? ((body instanceof Blob && body.type) || null);
  // No browser streams a request's body over HTTP/1.1.
  if (IN_BROWSER && body instanceof ReadableStream) body = await new Response(body).blob();
  if (IN_BROWSER && onProgress) return { body, type, init: {}, fetch: fetchWithProgress(onProgress) };
  if (onProgress) body = counted(body, onProgress);
  return { body, type, init: body instanceof ReadableStream ? { duplex: "half" } : {} };
}

async function openBody(upload: UploadBody): Promise<Prepared["body"]> {
  // As text it would go up as text/plain, whatever the key's ending says.
  if (typeof upload === "string") return new Blob([upload]);
  if (upload instanceof Blob || upload instanceof ArrayBuffer || ArrayBuffer.isView(upload)) return upload;
  if ("path" in upload) {
    const { openAsBlob } = files("To upload from a path");
    try {
      return await openAsBlob(upload.path);
    } catch (cause) {
      throw new TypeError(`${upload.path} cannot be read: is it there?`, { cause });
    }
  }
  if (upload instanceof ReadableStream) return upload;
  const chunks = upload[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel(reason) {
      await chunks.return?.(reason);
    },
  });
}

/** The same bytes as a stream that says how many have been taken. */
function counted(body: Prepared["body"], onProgress: (progress: Progress) => void): ReadableStream<Uint8Array> {
  const known = body instanceof ReadableStream ? null : new Blob([body as BlobPart]);
  const total = known?.size ?? null;
  let sent = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      sent += chunk.byteLength;
      onProgress({ sent, total });
    },
    flush() {
      if (sent === 0) onProgress({ sent, total });
    },
  });
  return (known?.stream() ?? (body as ReadableStream<Uint8Array<ArrayBuffer>>)).pipeThrough(count as never);
}

/** The chunks of a stream; not every platform can iterate one. */
export async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

interface NodeFiles {
  openAsBlob(path: string): Promise<Blob>;
  promises: {
    open(
      path: string,
      flags: string,
    ): Promise<{ writeFile(chunk: Uint8Array): Promise<void>; close(): Promise<void> }>;
    rename(from: string, to: string): Promise<void>;
    rm(path: string, options: { force: boolean }): Promise<void>;
  };
}

/** This machine's files, asked for by name so that bundlers for browsers and Workers find no import of Node in here. */
function files(purpose: string): NodeFiles {
  const platform = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const found = platform.process?.getBuiltinModule?.("node:fs") as NodeFiles | undefined;
  if (found?.openAsBlob) return found;
  throw new TypeError(`${purpose}, Node 22, Deno or Bun is needed. Elsewhere there are Blobs and streams.`);
}

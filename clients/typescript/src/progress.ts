/**
 * A `fetch` for browsers that tells how much has been sent, which theirs does not.
 */
import type { Progress } from "./files.ts";

/** Makes a `fetch` over XMLHttpRequest that reports its upload; a call with a key to the page's own origin is not. */
export function fetchWithProgress(onProgress: (progress: Progress) => void): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // XMLHttpRequest would send our own origin's cookie along, which a call with a key must not.
    if (request.credentials === "omit" && new URL(request.url).origin === location.origin) return fetch(request);
    const body = await request.blob();
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(request.method, request.url);
      xhr.responseType = "blob";
      xhr.withCredentials = request.credentials === "include";
      request.headers.forEach((value, name) => xhr.setRequestHeader(name, value));
      xhr.upload.onprogress = ({ loaded, total }) => onProgress({ sent: loaded, total });
      xhr.onload = () => resolve(toResponse(xhr));
      xhr.onerror = () => reject(new TypeError("the connection failed"));
      xhr.onabort = () => reject(request.signal.reason);
      request.signal.addEventListener("abort", () => xhr.abort(), { once: true });
      if (request.signal.aborted) reject(request.signal.reason);
      else xhr.send(body);
    });
  };
}

function toResponse(xhr: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of xhr
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const empty = xhr.status === 204 || xhr.status === 304;
  return new Response(empty ? null : (xhr.response as Blob), {
    status: xhr.status,
    statusText: xhr.statusText,
    headers,
  });
}

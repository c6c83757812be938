// Files go up from everything that holds bytes and come down in every way.
import { createOnefold, isOnefoldError, type Progress } from "@onefold/client";
import { answer, key, thrownBy, url } from "./given.ts";

const onefold = createOnefold({ url, key });
const { storage } = onefold;
const folder = process.env["FOLDER"] ?? "";
const bucket = (await storage.createBucket({ name: "pictures", public: true })).name;
const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
async function* pieces() {
  for (let at = 0; at < bytes.length; at += 70_000) yield bytes.slice(at, at + 70_000);
}

const types: Record<string, string> = {};
const progress: Record<string, Progress[]> = {};
const upload = async (name: string, body: Parameters<typeof storage.uploadObject>[2], contentType?: string) => {
  const seen: Progress[] = [];
  progress[name] = seen;
  const options = { contentType, onProgress: (each: Progress) => void seen.push(each) };
  types[name] = (await storage.uploadObject(bucket, name, body, options)).content_type;
};
await upload("blob", new Blob([bytes], { type: "image/png" }));
await upload("bytes.gif", bytes);
await upload("buffer", bytes.buffer, "image/webp");
await upload("stream", new Blob([bytes]).stream(), "image/avif");
await upload("generator", pieces());
await upload("path.jpg", { path: `${folder}/picture.jpg` });
await upload("empty", "");
types["plain"] = (await storage.uploadObject(bucket, "plain", new Blob(["x"], { type: "image/bmp" }))).content_type;
types["text.json"] = (await storage.uploadObject(bucket, "text.json", "{}")).content_type;
const text = await storage.uploadObject(bucket, "söme földer/100% #1?.txt", "Grüße", { contentType: "text/plain" });

const same = (other: Uint8Array) => other.length === bytes.length && other.every((byte, at) => byte === bytes[at]);
const whole: Record<string, boolean> = {};
for (const name of ["blob", "bytes.gif", "buffer", "stream", "generator", "path.jpg"]) {
  whole[name] = same(await (await storage.downloadObject(bucket, name)).bytes());
}
const chunks: Uint8Array[] = [];
const streamed = await storage.downloadObject(bucket, "blob");
const reader = streamed.stream.getReader();
for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
const blob = await (await storage.downloadObject(bucket, "blob")).blob();
const down = await storage.downloadObject(bucket, text.key);
await (await onefold.files.download(bucket, "blob")).save(`${folder}/saved.png`);
const missing = await thrownBy(storage.downloadObject(bucket, "nowhere"));
const headless = await thrownBy(storage.headObject(bucket, "nowhere"));
const again = await thrownBy(storage.downloadObject(bucket, "blob", { ifNoneMatch: streamed.etag }));
const guarded = await thrownBy(storage.uploadObject(bucket, "blob", "x", { ifNoneMatch: "*" }));
const form = await storage.uploadFile({
  bucket,
  key: "by form",
  file: new File([bytes], "x.png", { type: "image/png" }),
});

answer({
  types,
  progress: Object.fromEntries(Object.entries(progress).map(([name, seen]) => [name, seen.at(-1)])),
  steps: Object.values(progress).every((seen) =>
    seen.every(({ sent }, at) => at === 0 || sent > (seen[at - 1]?.sent ?? 0)),
  ),
  whole,
  streamed: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
  blob: [blob.size, blob.type],
  text: [down.content_type, down.size, await down.text(), text.key],
  range: await (await storage.downloadObject(bucket, text.key, { range: "bytes=0-1" })).text(),
  head: await storage
    .headObject(bucket, "blob")
    .then((head) => [head.size, head.content_type, head.etag === streamed.etag]),
  missing: isOnefoldError(missing, storage.downloadObject) && [missing.status, missing.code],
  headless: isOnefoldError(headless, storage.headObject) && [headless.status, headless.code],
  again: isOnefoldError(again) && [again.status, again.code],
  guarded: isOnefoldError(guarded) && [guarded.status, guarded.code],
  form: [form.size, form.content_type],
});

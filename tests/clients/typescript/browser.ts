// What a test does with the client in a browser, from a page of Onefold's own origin and from one elsewhere.
import { createOnefold, isOnefoldError, type Onefold, type Progress } from "@onefold/client";

export { createOnefold };

const PICTURE = new Uint8Array(3_000_000).fill(7);

/** Signs in as a person does, and does the main job by the session. */
export async function bySession(email: string, password: string): Promise<unknown> {
  const onefold = createOnefold({ url: location.origin });
  const { user } = await onefold.auth.login({ email, password });
  const { key } = await onefold.apiKeys.create({ name: "beside the cookie", scopes: ["actions:read"] });
  const me = await createOnefold({ url: location.origin, key }).auth.getMe();
  return { user: user.email, withKey: me.key_id !== null, ...(await work(onefold)) };
}

/** Does the main job with a key, from a page of another origin. */
export const byKey = async (url: string, key: string): Promise<unknown> => work(createOnefold({ url, key }));

async function work(onefold: Onefold): Promise<object> {
  const workflow = await onefold.workflows.create({
    name: "in a browser",
    draft: {
      nodes: [
        { id: "start", kind: "trigger.manual" },
        { id: "greet", kind: "set", params: { values: { text: "Hello, {{ trigger.input.name }}!" } } },
      ],
      edges: [{ from: "start", to: "greet" }],
    },
  });
  const result = await onefold.run(workflow, { name: "Ada" }, { target: "draft" });
  const run = await onefold.workflows.execute(workflow.id, { target: "draft", input: { name: "Bo" } });
  const types: string[] = [];
  for await (const event of onefold.watch(run)) types.push(event.type);
  await onefold.storage.createBucket({ name: "from-a-browser" });
  const seen: Progress[] = [];
  const onProgress = (progress: Progress) => void seen.push(progress);
  const upload = (key: string, body: Blob | ReadableStream<Uint8Array<ArrayBuffer>>) =>
    onefold.storage.uploadObject("from-a-browser", key, body, { contentType: "image/png", onProgress });
  const stored = await upload("picture", new Blob([PICTURE]));
  await upload("stream", new Blob([PICTURE]).stream());
  const down = await onefold.storage.downloadObject("from-a-browser", "stream");
  const abort = new AbortController();
  const aborted = onefold.storage
    .uploadObject("from-a-browser", "x", new Blob([PICTURE]), {
      signal: abort.signal,
      onProgress: () => abort.abort("enough"),
    })
    .catch(String);
  const stale = await onefold.workflows.update(workflow.id, { name: "x" }, { ifMatch: 9 }).catch((error) => error);
  return {
    result,
    end: types.at(-1),
    stored: [stored.content_type, stored.size],
    down: (await down.bytes()).length,
    progress: seen.length > 1 && seen.at(-1)?.sent === seen.at(-1)?.total,
    etag: down.etag === stored.etag,
    aborted: await aborted,
    stale: isOnefoldError(stale, onefold.workflows.update) && [stale.code, stale.current_revision],
  };
}

// A Cloudflare Worker: the client where there is no disk, no Node, and a `fetch` with rules of its own.
import { createOnefold, isOnefoldError, type Progress } from "@onefold/client";

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const onefold = createOnefold({ url: searchParams.get("url") ?? "", key: searchParams.get("key") ?? "" });
    const workflow = await onefold.workflows.create({
      name: "in a worker",
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
    await onefold.storage.createBucket({ name: "of-a-worker" });
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => void seen.push(progress);
    await onefold.storage.uploadObject("of-a-worker", "blob", new Blob(["blob"], { type: "image/png" }));
    await onefold.storage.uploadObject("of-a-worker", "stream", new Blob(["stream"]).stream(), { onProgress });
    const blob = await onefold.storage.downloadObject("of-a-worker", "blob");
    const stream = await onefold.storage.downloadObject("of-a-worker", "stream");
    const path = await stream.save("x").catch(String);
    const stale = await onefold.workflows.update(workflow.id, { name: "x" }, { ifMatch: 9 }).catch((error) => error);
    return Response.json({
      result,
      types: types.slice(-1),
      blob: [blob.content_type, await blob.text()],
      stream: await stream.text(),
      seen,
      path,
      stale: isOnefoldError(stale, onefold.workflows.update) && stale.code,
    });
  },
};

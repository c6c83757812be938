import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import PocketBase, { ClientResponseError } from "pocketbase";
import type { ExecutionRecord, TypedPocketBase } from "./pocketbase-types.ts";

const pb = new PocketBase(process.env.ONEFOLD_URL!) as TypedPocketBase;
await pb.collection("_superusers").authWithPassword(process.env.EMAIL!, process.env.PASSWORD!);

const workflow = await pb.collection("workflows").create({
  name: "Greet",
  draft: {
    nodes: [
      { id: "start", kind: "trigger.manual" },
      { id: "greet", kind: "set", params: { values: { text: "Hello, {{ trigger.input.name }}!" } } },
    ],
    edges: [{ from: "start", to: "greet" }],
  },
});
await pb.send(`/api/workflows/${workflow.id}/publish`, { method: "POST" });

const run = await pb.send<ExecutionRecord>(`/api/workflows/${workflow.id}/execute`, {
  method: "POST",
  body: { input: { name: "Ada" }, wait_seconds: 60 },
});
if (run.status !== "completed") throw new Error(run.error?.message ?? run.status);
console.log((run.result as { text: string }).text);

const started = await pb.send<ExecutionRecord>(`/api/workflows/${workflow.id}/execute`, {
  method: "POST",
  body: { input: { name: "Grace" } },
});
await new Promise<void>((resolve) => {
  pb.collection("executions").subscribe(started.id, ({ record }) => {
    console.log(record.status, record.result);
    if (record.status === "failed") console.log(record.error?.message);
    if (["completed", "failed", "cancelled", "timed_out"].includes(record.status)) resolve();
  });
});
await pb.collection("executions").unsubscribe(started.id);

const file = new File([await openAsBlob("ada.png")], "ada.png", { type: "image/png" });
const picture = await pb.collection("pictures").create({ name: "ada.png", file });
const download = await fetch(pb.files.getURL(picture, picture.file));
if (!download.ok) throw new Error(`The download failed with ${download.status}`);
await writeFile("copy.png", download.body!);

for (const { name } of await pb
  .collection("workflows")
  .getFullList({ filter: pb.filter("name ~ {:text}", { text: "greet" }) })) {
  console.log(name);
}

try {
  await pb.send(`/api/workflows/${workflow.id}/publish`, {
    method: "POST",
    headers: { "If-Match": `"r${workflow.revision}"` },
  });
} catch (error) {
  if (!(error instanceof ClientResponseError)) throw error;
  if (error.response.code === "revision_conflict") console.log(`Revision ${error.response.current_revision} stands.`);
  else if (error.response.code === "webhook_path_taken") console.log(error.response.detail);
  else if (error.response.code === "graph_invalid") console.log(error.response.problems);
  else throw error;
}

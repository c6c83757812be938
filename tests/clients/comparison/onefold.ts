import { createOnefold, isOnefoldError } from "@onefold/client";

const onefold = createOnefold({ url: process.env.ONEFOLD_URL!, key: process.env.KEY! });

const workflow = await onefold.workflows.create({
  name: "Greet",
  draft: {
    nodes: [
      { id: "start", kind: "trigger.manual" },
      { id: "greet", kind: "set", params: { values: { text: "Hello, {{ trigger.input.name }}!" } } },
    ],
    edges: [{ from: "start", to: "greet" }],
  },
});
await onefold.workflows.publish(workflow.id);

const { text } = await onefold.run<{ text: string }>(workflow, { name: "Ada" });
console.log(text);

const started = await onefold.workflows.execute(workflow.id, { input: { name: "Grace" } });
for await (const event of onefold.watch(started)) {
  if (event.type === "node.completed") console.log(event.node_id, event.output);
  if (event.type === "execution.failed") console.log(event.error.message);
}

await onefold.storage.createBucket({ name: "pictures" });
await onefold.storage.uploadObject(
  "pictures",
  "ada.png",
  { path: "ada.png" },
  {
    onProgress: ({ sent, total }) => console.log(`${sent} of ${total}`),
  },
);
const picture = await onefold.storage.downloadObject("pictures", "ada.png");
await picture.save("copy.png");

for await (const { name } of onefold.workflows.list({ search: "greet" })) console.log(name);

try {
  await onefold.workflows.publish(workflow.id, { ifMatch: workflow.revision });
} catch (error) {
  if (!isOnefoldError(error, onefold.workflows.publish)) throw error;
  if (error.code === "revision_conflict") console.log(`Revision ${error.current_revision} stands.`);
  else if (error.code === "webhook_path_taken") console.log(error.detail);
  else if (error.code === "graph_invalid") console.log(error.problems);
  else throw error;
}

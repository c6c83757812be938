import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { hc, parseResponse } from "hono/client";
import type { App, RunEvent } from "./hono-server.ts";

const { api } = hc<App>(process.env.ONEFOLD_URL!, { headers: { Authorization: `Bearer ${process.env.KEY}` } });

const workflow = await parseResponse(
  api.workflows.$post({
    json: {
      name: "Greet",
      draft: {
        nodes: [
          { id: "start", kind: "trigger.manual" },
          { id: "greet", kind: "set", params: { values: { text: "Hello, {{ trigger.input.name }}!" } } },
        ],
        edges: [{ from: "start", to: "greet" }],
      },
    },
  }),
);
const param = { id: workflow.id };
await parseResponse(api.workflows[":id"].publish.$post({ param, header: {} }));

const run = await parseResponse(
  api.workflows[":id"].execute.$post({ param, json: { input: { name: "Ada" }, wait_seconds: 60 } }),
);
if (run.status !== "completed") throw new Error(run.error?.message ?? run.status);
console.log((run.result as { text: string }).text);

const started = await parseResponse(
  api.workflows[":id"].execute.$post({ param, json: { input: { name: "Grace" } } }),
);
const stream = await api.executions[":id"].stream.$get({ param: { id: started.id } });
const frames = stream.body!.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
for await (const { data } of frames) {
  const event = JSON.parse(data) as RunEvent;
  if (event.type === "node.completed") console.log(event.node_id, event.output);
  if (event.type === "execution.failed") console.log(event.error.message);
}

await parseResponse(api.storage.buckets.$post({ json: { name: "pictures" } }));
const file = new File([await openAsBlob("ada.png")], "ada.png", { type: "image/png" });
await parseResponse(api.storage.upload.$post({ form: { bucket: "pictures", key: "ada.png", file } }));
const picture = await api.storage.buckets[":bucket"].objects[":key"].$get({
  param: { bucket: "pictures", key: "ada.png" },
});
if (!picture.ok) throw new Error(`The download failed with ${picture.status}`);
await writeFile("copy.png", picture.body!);

let cursor: string | null = null;
do {
  const page: { items: { name: string }[]; next_cursor: string | null } = await parseResponse(
    api.workflows.$get({ query: { search: "greet", ...(cursor && { cursor }) } }),
  );
  for (const { name } of page.items) console.log(name);
  cursor = page.next_cursor;
} while (cursor);

const published = await api.workflows[":id"].publish.$post({
  param,
  header: { "If-Match": `"r${workflow.revision}"` },
});
if (published.status === 412) console.log(`Revision ${(await published.json()).current_revision} stands.`);
else if (published.status === 409) console.log((await published.json()).detail);
else if (published.status === 422) console.log((await published.json()).problems);
else if (!published.ok) throw new Error(`Publishing failed with ${published.status}`);

// A list is a page when it is awaited, and all its items when it is iterated.
import { createOnefold } from "@onefold/client";
import { answer, key, url } from "./given.ts";

const onefold = createOnefold({ url, key });
for (const name of ["a", "b", "c", "d", "e"]) await onefold.workflows.create({ name: `listed ${name}` });
const all: string[] = [];
for await (const { name } of onefold.workflows.list({ search: "listed", limit: 2 })) all.push(name);
const page = await onefold.workflows.list({ search: "listed", limit: 2 });
const next = await onefold.workflows.list({ search: "listed", limit: 2, cursor: page.next_cursor ?? null });
const some: string[] = [];
for await (const { name } of onefold.workflows.list({ search: "listed", limit: 2 })) if (some.push(name) === 3) break;

const greet = await onefold.workflows.create({
  name: "events",
  draft: {
    nodes: [
      { id: "start", kind: "trigger.manual" },
      { id: "note", kind: "set", params: { values: {} } },
    ],
    edges: [{ from: "start", to: "note" }],
  },
});
const run = await onefold.workflows.execute(greet.id, { target: "draft", wait_seconds: 20 });
const types: string[] = [];
for await (const event of onefold.executions.listEvents(run.id, { limit: 1 })) types.push(event.type);

answer({
  all,
  page: page.items.map((item) => item.name),
  next: next.items.map((item) => item.name),
  some,
  types,
});

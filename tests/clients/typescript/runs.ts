// A workflow is run and waited for; a run that fails is an error with its node.
import { createOnefold, type Node, RunFailed } from "@onefold/client";
import { answer, key, thrownBy, url } from "./given.ts";

const onefold = createOnefold({ url, key });
const make = async (node: Node) =>
  onefold.workflows.create({
    name: node.id,
    draft: {
      nodes: [{ id: "start", kind: "trigger.manual" }, node],
      edges: [{ from: "start", to: node.id }],
    },
  });
const greet = await make({
  id: "greet",
  kind: "set",
  params: { values: { text: "Hello, {{ trigger.input.name }}!" } },
});
await onefold.workflows.publish(greet.id);
const greeting: { text: string } = await onefold.run(greet, { name: "Ada" });

const big = await make({ id: "big", kind: "set", params: { values: { all: "{{ trigger.input.all }}", n: 3 } } });
const all = "x".repeat(400_000);
const { all: back, n } = await onefold.run<{ all: string; n: number }>(big, { all }, { target: "draft" });

const lose = await make({ id: "lose", kind: "set", params: { values: { sum: "{{ 1 + 'a' }}" } } });
const failed = await thrownBy(onefold.run(lose.id, undefined, { target: "draft" }));

const slow = await make({ id: "slow", kind: "delay", params: { seconds: 600 } });
const run = await onefold.workflows.execute(slow.id, { target: "draft" });
const types: string[] = [];
for await (const event of onefold.watch(run)) {
  types.push(event.type);
  if (event.type === "node.waiting") await onefold.executions.cancel(run.id);
}
const late = new AbortController();
const running = thrownBy(onefold.run(slow, {}, { target: "draft", signal: late.signal }));
const twice = await Promise.all(
  [1, 2].map(() =>
    onefold.workflows.execute(greet.id, { input: { name: "Bo" }, wait_seconds: 20 }, { idempotencyKey: "one" }),
  ),
);
late.abort(new Error("no time"));
const ended = await running;

answer({
  greeting,
  big: back === all && n,
  failed: failed instanceof RunFailed && [failed.code, failed.node, failed.detail, failed.execution.status],
  types,
  ended: ended instanceof Error && ended.message,
  twice: [new Set(twice.map(({ id }) => id)).size, ...twice.map(({ status }) => status)],
});

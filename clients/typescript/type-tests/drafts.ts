/** What the compiler knows of drafts: kinds with their params, components with their props. `tsc` alone reads this. */
import type { Graph, Node, PageNode } from "../src/index.ts";

export const plain: Node = { id: "start", kind: "trigger.manual" };
export const graph: Graph = {
  nodes: [
    plain,
    { id: "say", kind: "log", params: { message: "Hello {{ trigger.input.name }}", level: "info" } },
    { id: "wait", kind: "delay", params: { seconds: "{{ trigger.input.seconds }}" } },
    {
      id: "each",
      kind: "for_each",
      params: { items: [1, 2], body: { nodes: [{ id: "in", kind: "delay", params: { seconds: 1 } }] } },
    },
  ],
  edges: [{ from: "start", to: "say" }],
};
export const page: PageNode = {
  id: "form",
  type: "Form",
  props: { on_submit: [{ do: "toast", message: "Thank you" }] },
  children: [{ id: "title", type: "Heading", props: { text: "Hello", level: "{{ params.level }}" } }],
};

// @ts-expect-error: no kind is called so
export const kind: Node = { id: "say", kind: "lgo", params: { message: "x" } };
// @ts-expect-error: a log has no such param
export const param: Node = { id: "say", kind: "log", params: { mesage: "x" } };
// @ts-expect-error: one too many
export const more: Node = { id: "say", kind: "log", params: { message: "x", colour: "red" } };
// @ts-expect-error: neither a level nor an expression
export const level: Node = { id: "say", kind: "log", params: { message: "x", level: "inof" } };
// @ts-expect-error: a log cannot do without its message
export const missing: Node = { id: "say", kind: "log" };
// @ts-expect-error: in the body of a loop too
export const inner: Node = { id: "a", kind: "for_each", params: { items: [], body: { nodes: [{ id: "b", kind: "x" }] } } };
// @ts-expect-error: no component is called so
export const component: PageNode = { id: "a", type: "Hedding", props: { text: "x" } };
// @ts-expect-error: a heading has levels 1 to 6
export const prop: PageNode = { id: "a", type: "Heading", props: { text: "x", level: 7 } };
// @ts-expect-error: nothing stands in a heading
export const children: PageNode = { id: "a", type: "Heading", props: { text: "x" }, children: [] };

// The server's type as a careful Hono author has it: validators for each input, literals for statuses and codes.
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { z } from "zod";

const json = z.json();
const node = z.discriminatedUnion("kind", [
  z.strictObject({ id: z.string(), kind: z.literal("trigger.manual") }),
  z.strictObject({
    id: z.string(),
    kind: z.literal("log"),
    params: z.strictObject({ message: z.string(), level: z.enum(["info", "warning"]).optional() }),
  }),
  z.strictObject({
    id: z.string(),
    kind: z.literal("set"),
    params: z.strictObject({ values: z.record(z.string(), json) }),
  }),
  z.strictObject({ id: z.string(), kind: z.literal("delay"), params: z.strictObject({ seconds: z.number() }) }),
]);
const graph = z.strictObject({
  nodes: z.array(node),
  edges: z.array(z.strictObject({ from: z.string(), to: z.string(), port: z.string().optional() })),
});
const workflowCreate = z.strictObject({ name: z.string(), draft: graph.optional() });
const heading = z.strictObject({
  id: z.string(),
  type: z.literal("Heading"),
  props: z.strictObject({ text: z.string(), level: z.number().optional() }),
});
const text = z.strictObject({ id: z.string(), type: z.literal("Text"), props: z.strictObject({ text: z.string() }) });
const pageCreate = z.strictObject({
  slug: z.string(),
  title: z.string(),
  draft: z
    .strictObject({ root: z.strictObject({ children: z.array(z.discriminatedUnion("type", [heading, text])) }) })
    .optional(),
});

interface Workflow {
  id: string;
  name: string;
  revision: number;
  published_version: number | null;
  draft: z.output<typeof graph>;
}
type Status = "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled" | "timed_out";
interface Execution {
  id: string;
  status: Status;
  result: unknown;
  error: { code: string; message: string; node: string | null } | null;
}
interface Fields {
  detail: string;
  request_id: string;
  errors?: { loc: (string | number)[]; msg: string }[];
}
type Problem<Code extends string, More = unknown> = Fields & { code: Code } & More;
declare const conflict: Problem<"revision_conflict", { current_revision: number }>;
declare const taken: Problem<"webhook_path_taken">;
declare const invalid: Problem<
  "graph_invalid",
  { problems: { code: string; message: string; node_id: string | null }[] }
>;
declare const missing: Problem<"workflow_not_found">;
declare const workflow: Workflow;
declare const execution: Execution;
declare const object: { key: string; size: number; content_type: string };

export type RunEvent =
  | { seq: number; at: string; type: "execution.started" }
  | { seq: number; at: string; type: "node.started"; node_id: string }
  | { seq: number; at: string; type: "node.completed"; node_id: string; output: unknown }
  | { seq: number; at: string; type: "execution.completed"; result: unknown }
  | { seq: number; at: string; type: "execution.failed"; error: { code: string; message: string } };

const app = new Hono()
  .post("/api/workflows", zValidator("json", workflowCreate), (c) => c.json(workflow, 201))
  .get(
    "/api/workflows",
    zValidator(
      "query",
      z.strictObject({ search: z.string().optional(), cursor: z.string().optional(), limit: z.string().optional() }),
    ),
    (c) => c.json({ items: [workflow], next_cursor: null as string | null }, 200),
  )
  .post("/api/workflows/:id/publish", zValidator("header", z.object({ "If-Match": z.string().optional() })), (c) => {
    if (c.req.param("id") === "1") return c.json(conflict, 412);
    if (c.req.param("id") === "2") return c.json(taken, 409);
    if (c.req.param("id") === "3") return c.json(invalid, 422);
    if (c.req.param("id") === "4") return c.json(missing, 404);
    return c.json({ number: 1, published_at: "" }, 200);
  })
  .post(
    "/api/workflows/:id/execute",
    zValidator("json", z.strictObject({ input: json.optional(), wait_seconds: z.number().optional() })),
    (c) => c.json(execution, 200),
  )
  .get(
    "/api/executions",
    zValidator(
      "query",
      z.strictObject({
        status: z.enum(["queued", "running", "waiting", "completed", "failed", "cancelled", "timed_out"]).optional(),
        cursor: z.string().optional(),
      }),
    ),
    (c) => c.json({ items: [execution], next_cursor: null as string | null }, 200),
  )
  .get("/api/executions/:id/stream", (c) => c.body("", 200))
  .post("/api/pages", zValidator("json", pageCreate), (c) => c.json({ id: "", revision: 1 }, 201))
  .post(
    "/api/storage/buckets",
    zValidator("json", z.strictObject({ name: z.string(), public: z.boolean().optional() })),
    (c) => c.json({ name: "" }, 201),
  )
  .post(
    "/api/storage/upload",
    zValidator("form", z.object({ bucket: z.string(), key: z.string(), file: z.instanceof(File) })),
    (c) => c.json(object, 201),
  )
  .get("/api/storage/buckets/:bucket/objects/:key", (c) => c.body("", 200));
export type App = typeof app;

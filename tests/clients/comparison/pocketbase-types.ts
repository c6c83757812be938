// What pocketbase-typegen makes of the collections, and the client typed by it, as its documentation has it.
import type PocketBase from "pocketbase";
import type { RecordService } from "pocketbase";

interface BaseRecord {
  id: string;
  collectionId: string;
  collectionName: string;
  created: string;
  updated: string;
}
export type Status = "queued" | "running" | "waiting" | "completed" | "failed" | "cancelled" | "timed_out";
export interface Graph {
  nodes: (
    | { id: string; kind: "trigger.manual" }
    | { id: string; kind: "set"; params: { values: Record<string, unknown> } }
    | { id: string; kind: "log"; params: { message: string } }
    | { id: string; kind: "delay"; params: { seconds: number } }
  )[];
  edges: { from: string; to: string; port?: string }[];
}
export interface WorkflowRecord extends BaseRecord {
  name: string;
  draft: Graph | null;
  revision: number;
  published_version: number;
}
export interface ExecutionRecord extends BaseRecord {
  workflow: string;
  status: Status;
  result: unknown;
  error: { message: string } | null;
}
export interface PictureRecord extends BaseRecord {
  name: string;
  file: string;
}
export interface TypedPocketBase extends PocketBase {
  collection(name: string): RecordService; // "default fallback for any other collection"
  collection(name: "workflows"): RecordService<WorkflowRecord>;
  collection(name: "executions"): RecordService<ExecutionRecord>;
  collection(name: "pictures"): RecordService<PictureRecord>;
}

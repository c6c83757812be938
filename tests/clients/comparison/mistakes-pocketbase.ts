import PocketBase, { ClientResponseError } from "pocketbase"; import type { ExecutionRecord, TypedPocketBase } from "./pocketbase-types.ts";
const pb = new PocketBase("http://127.0.0.1:1") as TypedPocketBase;
const made = await pb.collection("workflows").create({ name: "x" });
const run = await pb.send<ExecutionRecord>(`/api/workflows/${made.id}/execute`, { method: "POST", body: { input: 1 } });
/* 1 */ await pb.collection("workflows").create({ nme: "x" });
/* 2 */ await pb.collection("workflows").create({ draft: { nodes: [], edges: [] } });
/* 3 */ await pb.collection("workflows").create({ name: "x", draft: { nodes: [{ id: "a", kind: "lgo", params: { message: "x" } }], edges: [] } });
/* 4 */ await pb.collection("workflows").create({ name: "x", draft: { nodes: [{ id: "a", kind: "log", params: { mesage: "x" } }], edges: [] } });
/* 5 */ await pb.collection("workflows").create({ name: "x", draft: { nodes: [{ id: "a", kind: "delay", params: { seconds: "ten" } }], edges: [] } });
/* 6 */ await pb.collection("workflows").create({ name: "x", draft: { nodes: [], edges: [{ from: "a", too: "b" }] } });
/* 7 */ await pb.send(`/api/workflows/${made.id}/publsh`, { method: "POST" });
/* 8 */ await pb.collection("workflows").getOne();
/* 9 */ await pb.collection("workflows").getOne(made.revision);
/* 10 */ await pb.collection("workflows").update(made.id, {}, { headrs: { "If-Match": '"r1"' } });
/* 11 */ console.log(made.revison);
/* 12 */ console.log(made.draft.nodes);
/* 13 */ console.log(run.status === "complete");
/* 14 */ console.log(run.result.text);
/* 15 */ console.log(run.error.message);
/* 16 */ await pb.send(`/api/workflows/${made.id}/execute`, { method: "POST", body: { input: 1, wait_secs: 3 } });
/* 17 */ await pb.collection("executions").getFullList({ filter: 'status = "runing"' });
/* 18 */ await pb.collection("executions").getFullList({ filter: 'stauts = "failed"' });
/* 19 */ for (const one of await pb.collection("executions").getFullList()) console.log(one.resutl);
/* 20 */ pb.collection("executions").subscribe("*", ({ action }) => action === "crated" && console.log(action));
/* 21 */ pb.collection("executions").subscribe("*", ({ record }) => console.log(record.output));
/* 22 */ try { await pb.send("/x", {}); } catch (e) { if (e instanceof ClientResponseError && e.response.code === "revision_conflct") console.log(e); }
/* 23 */ try { await pb.send("/x", {}); } catch (e) { if (e instanceof ClientResponseError && e.response.code === "slug_taken") console.log(e); }
/* 24 */ try { await pb.send("/x", {}); } catch (e) { if (e instanceof ClientResponseError && e.status === 410) console.log(e); }
/* 25 */ try { await pb.send("/x", {}); } catch (e) { if (e instanceof ClientResponseError) console.log(e.response.curent_revision); }
/* 26 */ try { await pb.send("/x", {}); } catch (e) { if (e instanceof ClientResponseError) console.log(e.response.current_revision.toFixed()); }
/* 27 */ console.log(pb.collection("workflows").create({ name: "x" }).id);
/* 28 */ await pb.collection("pages").create({ slug: "x", root: { children: [{ id: "h", type: "Hedding", props: { text: "x" } }] } });
/* 29 */ await pb.collection("pages").create({ slug: "x", root: { children: [{ id: "h", type: "Heading", props: { txt: "x" } }] } });
/* 30 */ await pb.collection("pictures").create({ name: "x", file: { file: 1 } });
/* 31 */ (await fetch(pb.files.getURL({}, "x"))).lenght;
/* 32 */ (await pb.send<ExecutionRecord>(`/api/workflows/${made.id}/execute`, { method: "POST" })).result.text;
/* 33 */ await pb.collection("executions").getList(1, "fifty");

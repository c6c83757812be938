import { createOnefold, isOnefoldError } from "@onefold/client";
const onefold = createOnefold({ url: "http://127.0.0.1:1", key: "of_sk_x" });
const made = await onefold.workflows.create({ name: "x" });
const run = await onefold.workflows.execute(made.id, { input: 1 });
/* 1 */ await onefold.workflows.create({ nme: "x" });
/* 2 */ await onefold.workflows.create({ draft: { nodes: [], edges: [] } });
/* 3 */ await onefold.workflows.create({ name: "x", draft: { nodes: [{ id: "a", kind: "lgo", params: { message: "x" } }], edges: [] } });
/* 4 */ await onefold.workflows.create({ name: "x", draft: { nodes: [{ id: "a", kind: "log", params: { mesage: "x" } }], edges: [] } });
/* 5 */ await onefold.workflows.create({ name: "x", draft: { nodes: [{ id: "a", kind: "delay", params: { seconds: "ten" } }], edges: [] } });
/* 6 */ await onefold.workflows.create({ name: "x", draft: { nodes: [], edges: [{ from: "a", too: "b" }] } });
/* 7 */ await onefold.workflows.publsh(made.id);
/* 8 */ await onefold.workflows.publish();
/* 9 */ await onefold.workflows.publish(made.revision);
/* 10 */ await onefold.workflows.publish(made.id, { ifMach: 1 });
/* 11 */ console.log(made.revison);
/* 12 */ console.log(made.published_version.toFixed());
/* 13 */ console.log(run.status === "complete");
/* 14 */ console.log(run.result.text);
/* 15 */ console.log(run.error.message);
/* 16 */ await onefold.workflows.execute(made.id, { input: 1, wait_secs: 3 });
/* 17 */ await onefold.executions.list({ status: "runing" });
/* 18 */ await onefold.executions.list({ stauts: "failed" });
/* 19 */ for await (const one of onefold.executions.list()) console.log(one.resutl);
/* 20 */ for await (const event of onefold.watch(run)) if (event.type === "node.complted") console.log(event);
/* 21 */ for await (const event of onefold.watch(run)) if (event.type === "node.started") console.log(event.output);
/* 22 */ try { await onefold.workflows.publish(made.id); } catch (e) { if (isOnefoldError(e, onefold.workflows.publish) && e.code === "revision_conflct") console.log(e); }
/* 23 */ try { await onefold.workflows.publish(made.id); } catch (e) { if (isOnefoldError(e, onefold.workflows.publish) && e.code === "slug_taken") console.log(e); }
/* 24 */ try { await onefold.workflows.publish(made.id); } catch (e) { if (isOnefoldError(e, onefold.workflows.publish) && e.status === 410) console.log(e); }
/* 25 */ try { await onefold.workflows.publish(made.id); } catch (e) { if (isOnefoldError(e, onefold.workflows.publish)) console.log(e.curent_revision); }
/* 26 */ try { await onefold.workflows.publish(made.id); } catch (e) { if (isOnefoldError(e, onefold.workflows.publish) && e.code === "workflow_not_found") console.log(e.current_revision.toFixed()); }
/* 27 */ console.log(onefold.workflows.create({ name: "x" }).id);
/* 28 */ await onefold.pages.create({ slug: "x", title: "x", draft: { root: { children: [{ id: "h", type: "Hedding", props: { text: "x" } }] } } });
/* 29 */ await onefold.pages.create({ slug: "x", title: "x", draft: { root: { children: [{ id: "h", type: "Heading", props: { txt: "x" } }] } } });
/* 30 */ await onefold.storage.uploadObject("b", "k", { file: 1 });
/* 31 */ (await onefold.storage.downloadObject("b", "k")).lenght;
/* 32 */ (await onefold.run(made, 1)).text;
/* 33 */ await onefold.executions.list({ limit: "fifty" });

// What is not Onefold answers in its place, or nothing does: one case a run, by its name.
import { createOnefold, isOnefoldError, type OnefoldOptions } from "@onefold/client";
import { answer, key, thrownBy, url } from "./given.ts";

const make = (options: Partial<OnefoldOptions> = {}) => createOnefold({ url, key, ...options });
const say = (error: unknown) =>
  isOnefoldError(error)
    ? { status: error.status, code: error.code, detail: error.detail, operation: error.operation }
    : String(error);
const constructed = (address: string) => {
  try {
    return String(createOnefold({ url: address }));
  } catch (error) {
    return String(error);
  }
};

const cases: Record<string, () => Promise<unknown>> = {
  list: async () => say(await thrownBy(make({ retries: 0 }).workflows.list())),
  create: async () => say(await thrownBy(make().workflows.create({ name: "x" }))),
  update: async () => say(await thrownBy(make().workflows.update("w", { name: "x" }))),
  listed: async () => (await make().workflows.list()).items,
  executed: async () => (await make().workflows.execute("w", { input: 1 })).id,
  nowhere: async () => {
    const { storage, workflows } = make();
    const lost = undefined as unknown as string;
    return [
      say(await thrownBy(workflows.delete(""))),
      say(await thrownBy(workflows.get(lost))),
      say(await thrownBy(storage.deleteObject("b", ""))),
      say(await thrownBy(storage.uploadObject("b", "k", { path: "nowhere.png" }))),
    ];
  },
  slow: async () => say(await thrownBy(make({ timeout: 300 }).workflows.list())),
  aborted: async () => {
    const abort = new AbortController();
    const call = thrownBy(make().workflows.list({ signal: abort.signal }));
    setTimeout(() => abort.abort(new Error("enough")), 100);
    return say(await call);
  },
  session: async () => {
    const onefold = createOnefold({ url });
    await onefold.auth.login({ email: "a@example.com", password: "x" });
    await onefold.workflows.create({ name: "x" });
    return null;
  },
  urls: async () => ["localhost:8000", "", "/x", `${url}/api`, `${url}/api/`].map(constructed),
  cut: async () => {
    const download = () => make().storage.downloadObject("b", "k");
    const bytes = say(await thrownBy((await download()).bytes()));
    return [bytes, say(await thrownBy((await download()).save(process.env["PATH_TO_SAVE"] ?? "")))];
  },
  readiness: async () => make().system.getReadiness(),
  fetch: async () => {
    const seen: string[] = [];
    const own: typeof fetch = (input, init) => {
      seen.push(new Request(input, init).method);
      return fetch(input, init);
    };
    const { items } = await make({ fetch: own }).workflows.list();
    return [seen, items];
  },
};

answer(await cases[process.argv[2] ?? ""]?.());

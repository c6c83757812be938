// The options of TanStack Query with an instance of its own: what they throw is the one class of errors.
import { createOnefold, isOnefoldError, type WorkflowList } from "@onefold/client";
import { createWorkflowMutation, getWorkflowOptions, listWorkflowsOptions } from "@onefold/client/query";
import { type FetchQueryOptions, QueryClient, useQuery } from "@tanstack/react-query";
import { answer, key, thrownBy, url } from "./given.ts";

const { client } = createOnefold({ url, key });
const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
const found = listWorkflowsOptions({ client, query: { search: "by query" } });
/** As a component takes them; here only the compiler reads it. */
export const useFound = (): WorkflowList | undefined => useQuery(found).data;

await createWorkflowMutation({ client }).mutationFn?.(
  { body: { name: "by query" } },
  { client: queries, meta: undefined },
);
// Under exactOptionalPropertyTypes TanStack's own fetchQuery refuses what its queryOptions returns.
const fetchNow = <Data>(options: object) => queries.fetchQuery<Data>(options as FetchQueryOptions<Data>);
const { items } = await fetchNow<WorkflowList>(found);
const nowhere = getWorkflowOptions({ client, path: { workflow_id: "01a2177d-0000-7000-8000-000000000000" } });
const missing = await thrownBy(fetchNow(nowhere));

answer({
  names: items.map(({ name }) => name),
  missing: isOnefoldError(missing) && [missing.status, missing.code, missing instanceof Error],
});

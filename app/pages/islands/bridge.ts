import type { Ast, Json } from '../../expressions/evaluate.ts';

// What modules of a page know of each other. Each is loaded only where it is used, so none may need another one.

type Arrival = (root: ParentNode) => void;

const arrivals: Arrival[] = [];
const changed = new WeakMap<Element, { [prop: string]: Json }>();

/** Calls a function with HTML that came to the page after it was loaded. */
export function onArrival(listener: Arrival): void {
  arrivals.push(listener);
}

/** Says that HTML came to the page. */
export function arrive(root: ParentNode): void {
  for (const listener of arrivals) listener(root);
}

/** What the modules of variables and of islands do for the others once they are loaded. */
export const bridge: {
  set?: (scope: string, name: string, value: Ast) => void;
  sent?: () => string;
  renderAgain?: (island: Element) => void;
} = {};

/** Gives an island another value of a prop, now or as soon as it is alive. */
export function giveProp(island: Element, name: string, value: Json): void {
  changed.set(island, { ...changed.get(island), [name]: value });
  bridge.renderAgain?.(island);
}

/** The props of an island that differ from what the server wrote. */
export function changedProps(island: Element): { [prop: string]: Json } | undefined {
  return changed.get(island);
}

import type { FunctionComponent } from 'react';
import { createElement, hydrate, render } from 'react';
import type { Effect } from './page';
import { arrive, bridge, changedProps, onArrival } from './bridge';

/** What an island is given: the props on its allow-list, and what of its context `island_context` names. */
export type IslandProps<Props = unknown> = Props & { context: Context };

/** The part of a component's context that goes to the browser; what is empty is left out. */
export type Context = {
  id?: string;
  style?: string;
  version?: number;
  post_url?: string;
  data_url?: string;
  page?: number;
  notice?: string;
  sent?: boolean;
  message?: string;
  steps?: Effect[];
  panels?: { id: string; label: string }[];
  words?: { [text: string]: string };
};

/** A text of ours in the language of the page; the component's `island_words` must name it. */
export function say(context: Context, text: string): string {
  return context.words?.[text] ?? text;
}

type View = FunctionComponent<IslandProps>;
type Root = Parameters<typeof hydrate>[1];

/** Marks an element whose content the server writes: an island renders it empty and never looks inside. */
export const slot = { 'data-slot': '', dangerouslySetInnerHTML: { __html: '' }, suppressHydrationWarning: true } as const;

const views = new Map<string, View>();
type Alive = { place: Root; view: View; props: IslandProps };
const roots = new Map<Element, Alive>();

/**
 * Stands for an element's place among its siblings: React renders into a parent, and an island is one child of its own.
 */
function placeOf(element: Element): Root {
  const parent = element.parentNode as ParentNode;
  const place = {
    nodeType: 1,
    ownerDocument: document,
    namespaceURI: (parent as Element).namespaceURI,
    firstChild: element,
    childNodes: [element],
    parentNode: parent,
    insertBefore: (node: Node, before: Node | null) => parent.insertBefore(node, before ?? null),
    removeChild: (node: Node) => parent.removeChild(node),
    contains: (node: Node) => parent.contains(node),
  };
  return place as unknown as Root;
}

/** Brings the islands to life that stand in some HTML and are not yet alive. */
function start(root: ParentNode): void {
  for (const element of root.querySelectorAll('[data-island]')) {
    const view = views.get(Element.prototype.getAttribute.call(element, 'data-island') ?? '');
    if (!view || roots.has(element)) continue;
    const given = JSON.parse(Element.prototype.getAttribute.call(element, 'data-props') ?? '{}') as IslandProps;
    const props = { ...given, context: given.context ?? {} };
    const place = placeOf(element);
    roots.set(element, { place, view, props });
    hydrate(createElement(view, props), place);
    renderAgain(element);
  }
}

/** Renders an island with the props that were changed since the server wrote it. */
function renderAgain(element: Element): void {
  const alive = roots.get(element);
  const changed = changedProps(element);
  if (alive && changed) render(createElement(alive.view, { ...alive.props, ...changed }), alive.place);
}

bridge.renderAgain = renderAgain;
onArrival(start);

/** Makes a component known, and brings its islands on this page to life. */
export function mount(name: string, view: View): void {
  views.set(name, view);
  start(document);
}

/** Puts HTML of the server into a slot, in the place of what stood there. */
export function fill(element: Element, html: string): void {
  for (const [island, { place }] of roots) {
    if (island === element || !element.contains(island)) continue;
    render(null, place);
    roots.delete(island);
  }
  element.innerHTML = html;
  arrive(element);
}

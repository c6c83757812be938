// The script of a builder's canvas: it puts fragments that the server wrote in the place of components, tells the
// builder where components are and what is done to them, and lets a text be edited in place. Comments mark where a
// component begins (`[id`) and ends (`]`). All it hears and says goes through a port that the builder sends.
import { Idiomorph } from 'idiomorph';

type Rect = [left: number, top: number, width: number, height: number];

type Heard =
  | { type: 'apply'; revision: number; fragments: { id: string; html: string }[]; css?: string }
  | { type: 'watch'; ids: string[] }
  | { type: 'find'; x: number; y: number }
  | { type: 'scroll'; id: string }
  | { type: 'open'; id: string; open: boolean }
  | { type: 'edit'; id: string; selector?: string };

type Said =
  | { type: 'ready'; ids: string[] }
  | { type: 'painted'; revision: number; missing: string[] }
  | { type: 'rects'; rects: Record<string, Rect | null>; height: number }
  | { type: 'found'; id: string | null; rect: Rect | null }
  | { type: 'click' | 'dblclick' | 'hover'; id: string | null; shift: boolean; meta: boolean }
  | { type: 'key'; key: string; shift: boolean; meta: boolean; alt: boolean }
  | { type: 'text'; id: string; value: string; done: boolean; cancelled: boolean };

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const known = new Set<string>();
const marks = new Map<string, Comment>();
let port: MessagePort | undefined;
let watched: string[] = [];
let hovered: string | null = null;
let editing: { id: string; element: HTMLElement; before: string } | undefined;
let isMeasuring = false;

function say(message: Said): void {
  port?.postMessage(message);
}

/** The id that a comment begins the component of; undefined for any other node. */
function idOf(node: Node): string | undefined {
  const text = node instanceof Comment ? node.data : '';
  return text.startsWith('[') ? decodeURIComponent(text.slice(1)) : undefined;
}

function isEnd(node: Node): boolean {
  return node instanceof Comment && node.data === ']';
}

function indexMarks(): void {
  marks.clear();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const id = idOf(node);
    if (id !== undefined && !marks.has(id)) marks.set(id, node as Comment);
  }
}

/** What stands between the marks of a component, and the mark of its end. */
function content(start: Comment): { nodes: Node[]; end: Node | null } {
  const nodes: Node[] = [];
  let depth = 1;
  let node = start.nextSibling;
  for (; node; node = node.nextSibling) {
    if (idOf(node) !== undefined) depth += 1;
    else if (isEnd(node)) depth -= 1;
    if (!depth) break;
    nodes.push(node);
  }
  return { nodes, end: node };
}

/** The innermost component that a node is part of. */
function idAt(node: Node | null): string | null {
  for (let around = node; around && around !== document.body; around = around.parentNode) {
    let depth = 0;
    for (let before = around.previousSibling; before; before = before.previousSibling) {
      const id = idOf(before);
      if (isEnd(before)) depth += 1;
      else if (id !== undefined && depth) depth -= 1;
      else if (id !== undefined) return id;
    }
  }
  return null;
}

function rectOf(id: string): Rect | null {
  const start = marks.get(id);
  if (!start) return null;
  const { nodes, end } = content(start);
  const range = document.createRange();
  range.setStartAfter(start);
  if (end) range.setEndBefore(end);
  let { left, top, right, bottom } = range.getBoundingClientRect();
  // A range knows nothing of a box around its text that has no text of its own.
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    const box = node.getBoundingClientRect();
    if (!box.width && !box.height) continue;
    const isFirst = left === right && top === bottom;
    [left, top] = isFirst ? [box.left, box.top] : [Math.min(left, box.left), Math.min(top, box.top)];
    [right, bottom] = isFirst ? [box.right, box.bottom] : [Math.max(right, box.right), Math.max(bottom, box.bottom)];
  }
  return [left, top, right - left, bottom - top];
}

function measure(): void {
  isMeasuring = false;
  const rects = Object.fromEntries(watched.map((id) => [id, rectOf(id)]));
  say({ type: 'rects', rects, height: document.documentElement.scrollHeight });
}

function measureSoon(): void {
  if (isMeasuring) return;
  isMeasuring = true;
  requestAnimationFrame(measure);
}

/** The only element among some nodes that hold nothing else to be seen; undefined for anything else. */
function onlyElement(nodes: Node[]): Element | undefined {
  const seen = nodes.filter((node) => node instanceof Element || node.textContent?.trim());
  return seen.length === 1 && seen[0] instanceof Element ? seen[0] : undefined;
}

/** Puts the HTML of a component in its place; false when it is not on the page. What is the same stays as it is. */
function put(id: string, html: string): boolean {
  if (!id) {
    Idiomorph.morph(document.body, html, { morphStyle: 'innerHTML' });
    return true;
  }
  const start = marks.get(id);
  if (!start) return false;
  const template = document.createElement('template');
  template.innerHTML = html;
  const fresh = [...template.content.childNodes].slice(1, -1);
  const { nodes } = content(start);
  const [from, to] = [onlyElement(nodes), onlyElement(fresh)];
  if (from && to) {
    Idiomorph.morph(from, to, { morphStyle: 'outerHTML' });
    return true;
  }
  for (const node of nodes) node.parentNode?.removeChild(node);
  start.after(...fresh);
  return true;
}

function apply({ revision, fragments, css }: Heard & { type: 'apply' }): void {
  const missing: string[] = [];
  if (css && !known.has(css)) {
    known.add(css);
    sheet.replaceSync([...known].join(''));
  }
  for (const { id, html } of fragments) {
    // What is typed here is what the server was told: another text in its place would move the caret.
    if (editing?.id === id) continue;
    if (!put(id, html)) missing.push(id);
    indexMarks();
  }
  measureSoon();
  requestAnimationFrame(() => setTimeout(() => say({ type: 'painted', revision, missing })));
}

function elementOf(id: string, selector?: string): HTMLElement | undefined {
  const start = marks.get(id);
  const elements = start ? content(start).nodes.filter((node) => node instanceof HTMLElement) : [];
  if (!selector) return elements[0];
  for (const element of elements) {
    const found = element.matches(selector) ? element : element.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return undefined;
}

function edit(id: string, selector?: string): void {
  stopEditing(false);
  const element = elementOf(id, selector);
  if (!element) return;
  editing = { id, element, before: element.textContent ?? '' };
  element.contentEditable = 'plaintext-only';
  element.focus();
  getSelection()?.selectAllChildren(element);
}

function stopEditing(cancelled: boolean): void {
  if (!editing) return;
  const { id, element, before } = editing;
  editing = undefined;
  element.removeAttribute('contenteditable');
  if (cancelled) element.textContent = before;
  say({ type: 'text', id, value: element.textContent ?? '', done: true, cancelled });
}

function open(id: string, isOpen: boolean): void {
  const element = elementOf(id, 'details, dialog, [popover]');
  if (!element) return;
  if (element.popover !== null) element.togglePopover(isOpen);
  else element.toggleAttribute('open', isOpen);
  measureSoon();
}

function hear({ data }: MessageEvent<Heard>): void {
  if (data.type === 'apply') apply(data);
  else if (data.type === 'watch') {
    watched = data.ids;
    measure();
  } else if (data.type === 'find') {
    const id = idAt(document.elementFromPoint(data.x, data.y));
    say({ type: 'found', id, rect: id === null ? null : rectOf(id) });
  } else if (data.type === 'scroll') elementOf(data.id)?.scrollIntoView({ block: 'nearest' });
  else if (data.type === 'open') open(data.id, data.open);
  else edit(data.id, data.selector);
}

function isEdited(event: Event): boolean {
  return editing !== undefined && event.composedPath().includes(editing.element);
}

function tell(type: 'click' | 'dblclick') {
  return (event: MouseEvent): void => {
    if (isEdited(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const id = idAt(event.target as Node);
    say({ type, id, shift: event.shiftKey, meta: event.metaKey || event.ctrlKey });
  };
}

addEventListener('click', tell('click'), true);
addEventListener('dblclick', tell('dblclick'), true);
addEventListener('submit', (event) => event.preventDefault(), true);
addEventListener('pointerover', (event) => {
  const id = idAt(event.target as Node);
  if (id === hovered) return;
  hovered = id;
  say({ type: 'hover', id, shift: event.shiftKey, meta: event.metaKey || event.ctrlKey });
});
addEventListener('input', (event) => {
  if (editing && isEdited(event)) {
    say({ type: 'text', id: editing.id, value: editing.element.textContent ?? '', done: false, cancelled: false });
  }
});
addEventListener('focusout', (event) => {
  if (isEdited(event)) stopEditing(false);
});
addEventListener('keydown', (event) => {
  const { key, shiftKey, metaKey, ctrlKey, altKey } = event;
  if (isEdited(event)) {
    if (key === 'Escape') stopEditing(true);
    if (key !== 'Enter' || shiftKey) return;
    event.preventDefault();
    stopEditing(false);
    return;
  }
  // Shortcuts are the builder's, wherever the focus is; only moving it stays here.
  if (!/^Tab$/.test(key)) event.preventDefault();
  say({ type: 'key', key, shift: shiftKey, meta: metaKey || ctrlKey, alt: altKey });
});
addEventListener('scroll', measureSoon, { passive: true, capture: true });
new ResizeObserver(measureSoon).observe(document.documentElement);

addEventListener('message', (event: MessageEvent<unknown>) => {
  const [given] = event.ports;
  // Who frames this document is said by its policy; another port takes the place of the first after a reload there.
  if (event.source !== parent || !given) return;
  port = given;
  port.onmessage = hear;
  indexMarks();
  say({ type: 'ready', ids: [...marks.keys()] });
});

import type { Ast, Json } from '../../expressions/evaluate.ts';
import { text, truthy } from '../../expressions/evaluate.ts';
import { arrive, bridge, giveProp, onArrival } from './bridge';
import { safeUrl } from './safe-url';
import type { Scope } from './variables';
import { asJson, begin, readAgain, set, valueOf } from './variables';

// Keeps what reads variables up to date: texts and conditions between two comments, attributes of elements that say
// how theirs are made (see live.py). Nothing is touched that is already right.

type Kind = 't' | 'u' | 'v';
type Value = [Kind, Ast];
/** `.prop` of an island, a whole attribute, or one in parts. */
type Attribute = [name: string, kind: Kind, ast: Ast] | [name: string, parts: (string | Value)[]];

const spots = new Map<Node, () => void>();

function give(kind: Kind, ast: Ast): Json {
  const value = valueOf(ast);
  return kind === 'v' ? value : kind === 't' ? text(value) : safeUrl(text(value));
}

/** The comment that ends what this one begins. */
function endOf(start: Comment): Comment | null {
  let depth = 0;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    if (!(node instanceof Comment)) continue;
    if (/^[=?]\[/.test(node.data)) depth += 1;
    else if (node.data === '/' && depth-- === 0) return node;
  }
  return null;
}

function between(start: Node, end: Node): Node[] {
  const nodes: Node[] = [];
  for (let node = start.nextSibling; node && node !== end; node = node.nextSibling) nodes.push(node);
  return nodes;
}

function textSpot(start: Comment, end: Comment): () => void {
  const [kind, ast] = JSON.parse(start.data.slice(1)) as Value;
  return () => {
    const words = text(give(kind, ast));
    const [first] = between(start, end);
    if (first instanceof Text) {
      if (first.data !== words) first.data = words;
    } else if (words) start.after(words);
  };
}

function conditionSpot(start: Comment, end: Comment): () => void {
  const [kind, ast] = JSON.parse(start.data.slice(1)) as Value;
  return () => {
    const isWanted = truthy(give(kind, ast));
    const nodes = between(start, end);
    const [first] = nodes;
    const isHidden = nodes.length === 1 && first instanceof HTMLTemplateElement;
    if (isWanted && isHidden) {
      const holder = document.importNode(first.content, true);
      first.replaceWith(holder);
      arrive(start.parentNode as ParentNode);
    } else if (!isWanted && !isHidden) {
      const template = document.createElement('template');
      template.content.append(...nodes);
      start.after(template);
    }
  };
}

function attributeSpot(element: Element): () => void {
  const attributes = JSON.parse(element.getAttribute('data-live') ?? '[]') as Attribute[];
  return () => {
    for (const [name, of, ast] of attributes) {
      const value = Array.isArray(of)
        ? of.map((part) => (typeof part === 'string' ? part : text(give(...part)))).join('')
        : give(of, ast as Ast);
      if (name.startsWith('.')) giveProp(element, name.slice(1), value);
      else if (value === null || value === false) element.removeAttribute(name);
      else {
        const words = value === true ? '' : text(value);
        if (element.getAttribute(name) !== words) element.setAttribute(name, words);
      }
    }
  };
}

function collect(root: ParentNode): (() => void)[] {
  const found: (() => void)[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (spots.has(node)) continue;
    let update: (() => void) | undefined;
    if (node instanceof Comment && /^[=?]\[/.test(node.data)) {
      const end = endOf(node);
      if (end) update = (node.data.startsWith('=') ? textSpot : conditionSpot)(node, end);
    } else if (node instanceof Element && node.hasAttribute('data-live')) update = attributeSpot(node);
    if (!update) continue;
    spots.set(node, update);
    found.push(update);
  }
  return found;
}

function updateAll(): void {
  for (const [node, update] of [...spots]) {
    if (node.isConnected) update();
    else spots.delete(node);
  }
}

const script = document.querySelector('script[data-variables]');
const differs = begin(JSON.parse(script?.getAttribute('data-variables') ?? '{}'));
collect(document);
if (differs) updateAll();
onArrival((root) => {
  for (const update of collect(root)) update();
});
addEventListener('storage', (event) => {
  if (readAgain(event)) updateAll();
});
bridge.set = (scope, name, value) => {
  if (set(scope as Scope, name, value)) updateAll();
};
bridge.sent = asJson;

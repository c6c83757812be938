import { render } from 'react';
import type { Ast } from '../../expressions/evaluate.ts';
import { bridge } from './bridge';

export type Effect =
  | { do: 'toast'; message: string }
  | { do: 'navigate'; to: string }
  | { do: 'refresh'; target: string }
  | { do: 'reload' }
  | { do: 'set'; scope: string; name: string; value: Ast }
  | { do: 'open' | 'close'; target: string };
export type FieldError = { field: string | null; message: string };
/** The answer of the server to a visitor's post; `problem` when it was none. */
export type Answer = { effects: Effect[]; errors: FieldError[]; running: boolean; problem?: string };

type Toast = { id: number; message: string; bad: boolean };

const TOAST_MS = 6000;
const UNREACHABLE = 'This could not be sent. Check your connection, then try again.';
const FAILED = 'Something went wrong. Please try again.';

let toasts: Toast[] = [];
let nextToast = 0;
let host: HTMLElement | undefined;

function Toasts({ items }: { items: Toast[] }) {
  return (
    <>
      {items.map((item) => (
        <div key={item.id} className={item.bad ? 'of-toast of-toast--error' : 'of-toast'}>
          {item.message}
        </div>
      ))}
    </>
  );
}

// A field hides the property of its form that has the same name (HTML, section 4.10.3.1), so a form with a field
// named `reset` has no `form.reset()`. What a form is asked for goes by way of these, whatever its fields are called.

/** An attribute of an element, or null. */
export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

/** The first element inside another that a selector fits, or null. */
export function find(root: Element, selector: string): HTMLElement | null {
  return Element.prototype.querySelector.call(root, selector) as HTMLElement | null;
}

/** All elements inside another that a selector fits. */
export function findAll(root: Element, selector: string): NodeListOf<HTMLElement> {
  return Element.prototype.querySelectorAll.call(root, selector) as NodeListOf<HTMLElement>;
}

/** Shows a message for some seconds; screen readers hear it. */
export function toast(message: string, bad = false): void {
  if (!host) {
    host = document.createElement('div');
    host.className = 'of-toasts';
    host.setAttribute('role', 'status');
    document.body.append(host);
  }
  const item = { id: nextToast++, message, bad };
  toasts = [...toasts, item];
  render(<Toasts items={toasts} />, host);
  setTimeout(() => {
    toasts = toasts.filter((other) => other !== item);
    if (host) render(<Toasts items={toasts} />, host);
  }, TOAST_MS);
}

/** A name for one filling-in of a form, by which the server knows it again when it is sent twice. */
export function newName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36).padStart(7, '0')).join('');
}

/** Sends fields to this page's own server and reads its answer; never rejects. */
export async function post(url: string, fields: FormData, once: string): Promise<Answer> {
  const none: Answer = { effects: [], errors: [], running: false };
  let response: Response;
  try {
    const body = new URLSearchParams();
    body.append('_once', once);
    const variables = bridge.sent?.();
    if (variables) body.append('vars', variables);
    for (const [name, value] of fields) if (typeof value === 'string') body.append(name, value);
    response = await fetch(url, { method: 'POST', headers: { Accept: 'application/json' }, body });
  } catch {
    return { ...none, problem: UNREACHABLE };
  }
  try {
    const said = await response.json();
    if (Array.isArray(said.effects) && Array.isArray(said.errors)) {
      return { effects: said.effects, errors: said.errors, running: response.status === 202 };
    }
    return { ...none, problem: response.status < 500 && typeof said.detail === 'string' ? said.detail : FAILED };
  } catch {
    return { ...none, problem: FAILED };
  }
}

/** Opens or closes a dialog, a popover or a `details`. */
function turn(id: string, open: boolean): void {
  const target = document.getElementById(id);
  if (target instanceof HTMLDialogElement) {
    if (!open) target.close();
    else if (!target.open) target.showModal();
  } else if (target instanceof HTMLDetailsElement) target.open = open;
  else if (target?.popover) target.togglePopover(open);
}

/** Does what the server said: messages, new rows, and last the way to another page. */
export function apply(effects: Effect[], bad = false): void {
  let to: string | undefined;
  let reload = false;
  for (const effect of effects) {
    if (effect.do === 'toast') toast(effect.message, bad);
    else if (effect.do === 'refresh') {
      document.getElementById(effect.target)?.dispatchEvent(new CustomEvent('of:refresh'));
    } else if (effect.do === 'set') bridge.set?.(effect.scope, effect.name, effect.value);
    else if (effect.do === 'open' || effect.do === 'close') turn(effect.target, effect.do === 'open');
    else if (effect.do === 'navigate') to ??= effect.to;
    else reload = true;
  }
  if (to !== undefined) location.assign(to);
  else if (reload) location.reload();
}

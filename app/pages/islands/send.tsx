import type { FormEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import type { Context } from './mount';
import type { FieldError } from './page';
import { say } from './mount';
import { apply, attribute, find, findAll, newName, post } from './page';

export type Status = { kind: '' | 'success' | 'error'; message: string };

const LOOK = 'Please look at the marked fields.';
const SENDING = 'Sending…';

/** The line of a form or button that says how it went. */
export function StatusLine({ kind, message }: Status) {
  return (
    <p
      className={kind ? `of-status of-status--${kind}` : 'of-status'}
      role={kind === 'error' ? 'alert' : 'status'}
      data-status=""
    >
      {message || null}
    </p>
  );
}

function control(form: HTMLFormElement, name: string): HTMLElement | null {
  return find(form, `[name="${CSS.escape(name)}"]:not([type="hidden"])`);
}

/** Shows each error at its field. Returns those of fields that are not shown. */
function mark(form: HTMLFormElement, errors: FieldError[]): FieldError[] {
  const shown = new Set<string | null>();
  for (const note of findAll(form, '[data-error]')) {
    const name = attribute(note, 'data-error') ?? '';
    shown.add(name);
    const message = errors.find((error) => error.field === name)?.message ?? '';
    note.textContent = message;
    const first = control(form, name);
    // What is wrong with a choice is said of the group, not of its first option.
    const input = first?.closest('[role="radiogroup"]') ?? first;
    if (!input) continue;
    const others = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && id !== note.id);
    if (message) others.push(note.id);
    if (others.length) input.setAttribute('aria-describedby', others.join(' '));
    else input.removeAttribute('aria-describedby');
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }
  return errors.filter((error) => !shown.has(error.field));
}

/**
 * Sends a form in place: it shows that it is sending, what is wrong, and how it went.
 * A `brief` one, a button, says nothing while it is sent, nor when its effects showed that it was.
 */
export function useSending(
  context: Context,
  success: string,
  brief = false,
): [Status, (event: FormEvent<HTMLElement>) => void] {
  const [status, show] = useState<Status>({
    kind: context.message ? 'error' : context.sent ? 'success' : '',
    message: context.message ?? (context.sent ? success : ''),
  });
  const isSending = useRef(false);
  const once = useRef(newName());
  const send = async (form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    const button = submitter ?? find(form, '[type="submit"]');
    const url = button?.getAttribute('formaction') ?? attribute(form, 'action') ?? '';
    const isOwn = !button?.hasAttribute('formaction');
    button?.setAttribute('aria-busy', 'true');
    show({ kind: '', message: brief ? '' : say(context, SENDING) });
    const answer = await post(url, new FormData(form), once.current);
    // What got no answer may have been done: sent again under the same name, it is not done twice.
    if (answer.problem === undefined) once.current = newName();
    button?.removeAttribute('aria-busy');
    isSending.current = false;
    const [lost] = mark(form, answer.errors);
    const whole = (answer.problem && say(context, answer.problem)) ?? (lost?.field ? `${lost.field}: ${lost.message}` : lost?.message);
    const failed = whole !== undefined || answer.errors.length > 0;
    if (failed) {
      show({ kind: 'error', message: whole ?? say(context, LOOK) });
      const first = answer.errors.find((error) => error.field !== null)?.field;
      if (first) control(form, first)?.focus();
    } else if (isOwn && !answer.running) {
      const isTold = answer.effects.some((effect) => effect.do !== 'refresh') && brief;
      show(isTold ? { kind: '', message: '' } : { kind: 'success', message: success });
      HTMLFormElement.prototype.reset.call(form);
    } else {
      show({ kind: '', message: '' });
    }
    apply(answer.effects, failed);
  };
  return [
    status,
    (event) => {
      event.preventDefault();
      const { submitter } = event as unknown as SubmitEvent;
      void send(event.target as HTMLFormElement, submitter instanceof HTMLElement ? submitter : null);
    },
  ];
}

/** A button that is a form of its own, so that it works without a script: with one, it is pressed in place. */
export function PressForm({ context, children }: { context: Context; children: ReactNode }) {
  const [status, send] = useSending(context, context.notice ?? '', true);
  return (
    <form
      className={`of-action${context.style ?? ''}`}
      id={context.id}
      method="post"
      action={context.post_url}
      onSubmit={send}
    >
      <input type="hidden" name="version" value={context.version} />
      {children}
      <StatusLine {...status} />
    </form>
  );
}

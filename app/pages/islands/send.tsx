import type { FieldError } from './page';
import { apply, attribute, find, findAll, post, say } from './page';

const LOOK = 'Please look at the marked fields.';

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
    const input = control(form, name);
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
export function sendInPlace(root: HTMLElement, brief = false): void {
  const form = root as HTMLFormElement;
  let sending = false;
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    const button = event.submitter instanceof HTMLElement ? event.submitter : find(form, '[type="submit"]');
    const url = button?.getAttribute('formaction') ?? attribute(form, 'action') ?? '';
    const own = !button?.hasAttribute('formaction');
    button?.setAttribute('aria-busy', 'true');
    say(form, '', brief ? '' : 'Sending…');
    const answer = await post(url, new FormData(form));
    button?.removeAttribute('aria-busy');
    sending = false;
    const [lost] = mark(form, answer.errors);
    const whole = answer.problem ?? (lost?.field ? `${lost.field}: ${lost.message}` : lost?.message);
    const failed = whole !== undefined || answer.errors.length > 0;
    if (failed) {
      say(form, 'error', whole ?? LOOK);
      const first = answer.errors.find((error) => error.field !== null)?.field;
      if (first) control(form, first)?.focus();
    } else if (answer.running) {
      say(form, '', '');
    } else if (own) {
      const told = answer.effects.some((effect) => effect.do !== 'refresh') && brief;
      say(form, told ? '' : 'success', told ? '' : (attribute(form, 'data-success') ?? ''));
      HTMLFormElement.prototype.reset.call(form);
    } else {
      say(form, '', '');
    }
    apply(answer.effects, failed);
  };
  EventTarget.prototype.addEventListener.call(form, 'submit', (event) => void send(event as SubmitEvent));
}

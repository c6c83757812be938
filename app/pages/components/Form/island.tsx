import type { FieldError } from '../../islands/page';
import { apply, post, say } from '../../islands/page';

const LOOK = 'Please look at the marked fields.';

function control(form: HTMLFormElement, name: string): HTMLElement | null {
  return form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]:not([type="hidden"])`);
}

function mark(form: HTMLFormElement, errors: FieldError[]): void {
  for (const note of form.querySelectorAll<HTMLElement>('[data-error]')) {
    const name = note.dataset['error'] ?? '';
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
}

/** Sends a form or a button in place: it shows that it is sending, what is wrong, and how it went. */
export function enhance(root: HTMLElement): void {
  const form = root as HTMLFormElement;
  let sending = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    const button =
      event.submitter instanceof HTMLElement ? event.submitter : form.querySelector<HTMLElement>('[type="submit"]');
    const url = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
    const own = !button?.hasAttribute('formaction');
    button?.setAttribute('aria-busy', 'true');
    say(form, '', form.dataset['island'] === 'Form' ? 'Sending…' : '');
    const answer = await post(url, new FormData(form));
    button?.removeAttribute('aria-busy');
    sending = false;
    mark(form, answer.errors);
    const whole = answer.problem ?? answer.errors.find((error) => error.field === null)?.message;
    const failed = whole !== undefined || answer.errors.length > 0;
    if (failed) {
      say(form, 'error', whole ?? LOOK);
      const first = answer.errors.find((error) => error.field !== null)?.field;
      if (first) control(form, first)?.focus();
    } else if (answer.running) {
      say(form, '', '');
    } else if (own) {
      const told = answer.effects.some((effect) => effect.do !== 'refresh') && form.dataset['island'] === 'Button';
      say(form, told ? '' : 'success', told ? '' : (form.dataset['success'] ?? ''));
      form.reset();
    } else {
      say(form, '', '');
    }
    apply(answer.effects, failed);
  });
}

import { sendInPlace } from '../../islands/send';

/** Sends the form in place. */
export function enhance(root: HTMLElement): void {
  sendInPlace(root);
}

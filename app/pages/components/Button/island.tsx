import { sendInPlace } from '../../islands/send';

/** Presses the button in place. */
export function enhance(root: HTMLElement): void {
  sendInPlace(root, true);
}

import type { Enhance } from './page';
import { attribute, onArrival } from './page';

/** Enhances every island of the page by its component's name, and those that arrive later. */
export function start(islands: Record<string, Enhance>): void {
  const arrive = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('[data-island]')) {
      islands[attribute(element, 'data-island') ?? '']?.(element);
    }
  };
  onArrival(arrive);
  arrive(document);
}

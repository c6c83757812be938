import type { FormEvent, MouseEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { IslandProps } from '../../islands/mount';
import { fill, say, slot } from '../../islands/mount';
import { toast } from '../../islands/page';

/** Fetches other rows in place: of a page, an order or a search, and the same again when something asks for a refresh. */
export default function DataTable({ context }: IslandProps) {
  const root = useRef<HTMLDivElement>(null);
  const [isBusy, setBusy] = useState(false);

  const load = async (url: URL | string): Promise<boolean> => {
    setBusy(true);
    try {
      const response = await fetch(url, { headers: { Accept: 'text/html' } });
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').body.firstElementChild;
      if (!response.ok || !fresh || !root.current) return false;
      fill(root.current, fresh.innerHTML);
      return true;
    } catch {
      return false;
    } finally {
      setBusy(false);
    }
  };
  const find = (selector: string): HTMLElement | null => root.current?.querySelector<HTMLElement>(selector) ?? null;

  useEffect(() => {
    const element = root.current;
    const refresh = async (): Promise<void> => {
      const shown = find('[data-shown]')?.dataset['shown'];
      if (!shown || !(await load(shown))) toast(say(context, 'The table could not be refreshed.'), true);
    };
    element?.addEventListener('of:refresh', refresh);
    return () => element?.removeEventListener('of:refresh', refresh);
  });

  const follow = async (event: MouseEvent<HTMLDivElement>): Promise<void> => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-rows]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (await load(link.dataset['rows'] ?? '')) find('.of-table-scroll')?.focus();
    else location.assign(link.href);
  };

  const search = async (event: FormEvent<HTMLDivElement>): Promise<void> => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (!form?.dataset['rows']) return;
    event.preventDefault();
    const url = new URL(form.dataset['rows'], location.href);
    for (const tool of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-tool]'))
      url.searchParams.set(tool.name, tool.value);
    if (await load(url)) find('[data-tool]')?.focus();
    else form.submit();
  };

  return (
    <div
      className={`of-table of-block${context.style ?? ''}`}
      id={context.id}
      aria-busy={isBusy || undefined}
      ref={root}
      onClick={follow}
      onSubmit={search}
      {...slot}
    />
  );
}

import type { MouseEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { IslandProps } from '../../islands/mount';
import { fill, slot } from '../../islands/mount';
import { toast } from '../../islands/page';

/** Fetches other pages of the rows in place, and the same rows again when something asks for a refresh. */
export default function DataTable({ context }: IslandProps) {
  const root = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(String(context.page));
  const [isBusy, setBusy] = useState(false);

  const load = async (wanted: string): Promise<boolean> => {
    setBusy(true);
    try {
      const url = new URL(context.data_url ?? '', location.href);
      url.searchParams.set('page', wanted);
      const response = await fetch(url, { headers: { Accept: 'text/html' } });
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').body.firstElementChild;
      if (!response.ok || !fresh || !root.current) return false;
      fill(root.current, fresh.innerHTML);
      setPage(fresh.getAttribute('data-page') ?? wanted);
      return true;
    } catch {
      return false;
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    const element = root.current;
    const refresh = async (): Promise<void> => {
      if (!(await load(page))) toast('The table could not be refreshed.', true);
    };
    element?.addEventListener('of:refresh', refresh);
    return () => element?.removeEventListener('of:refresh', refresh);
  });

  const follow = async (event: MouseEvent<HTMLDivElement>): Promise<void> => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-page]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (await load(link.dataset['page'] ?? '1')) root.current?.querySelector<HTMLElement>('.of-table-scroll')?.focus();
    else location.assign(link.href);
  };

  return (
    <div
      className={`of-table of-block${context.style ?? ''}`}
      id={context.id}
      data-page={page}
      aria-busy={isBusy || undefined}
      ref={root}
      onClick={follow}
      {...slot}
    />
  );
}

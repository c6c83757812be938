import { replace, toast } from '../../islands/page';

/** Fetches other pages of the rows in place, and the same rows again when something asks for a refresh. */
export function enhance(root: HTMLElement): void {
  const load = async (page: string): Promise<HTMLElement | null> => {
    root.setAttribute('aria-busy', 'true');
    try {
      const url = new URL(root.dataset['src'] ?? '', location.href);
      url.searchParams.set('page', page);
      const response = await fetch(url, { headers: { Accept: 'text/html' } });
      return response.ok ? replace(root, await response.text()) : null;
    } catch {
      return null;
    } finally {
      root.removeAttribute('aria-busy');
    }
  };
  root.addEventListener('of:refresh', async () => {
    if (!(await load(root.dataset['page'] ?? '1'))) toast('The table could not be refreshed.', true);
  });
  root.addEventListener('click', async (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-page]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const fresh = await load(link.dataset['page'] ?? '1');
    if (fresh) fresh.querySelector<HTMLElement>('.of-table-scroll')?.focus();
    else location.assign(link.href);
  });
}

/** The URL when it is http, https, mailto, tel or relative, else null; its twin is `safe_url` in props.py. */
export function safeUrl(url: string): string | null {
  const value = url.replace(/^ +| +$/g, '');
  if (/[\0-\x20\\\x7f<>"`]/.test(value) || value.startsWith('//')) return null;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(value);
  return scheme && !/^(https?|mailto|tel):$/i.test(scheme[0]) ? null : value;
}

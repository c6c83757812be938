import type { Ast, Dict, Filter, Json } from '../../expressions/evaluate.ts';
import { evaluate, text, truthy } from '../../expressions/evaluate.ts';

export type Scope = 'page' | 'session';
/** The variables a page declares: their type, and the value they have until one is set. */
export type Declared = Record<Scope, { [name: string]: [type: string, initial: Json] }>;

const KEY = 'of.session';
let filters: Record<string, Filter> = {};
let declared: Declared = { page: {}, session: {} };
let values: { page: Dict; session: Dict } = { page: {}, session: {} };

/** Makes the filters of the expression language known. */
export function useFilters(known: Record<string, Filter>): void {
  filters = known;
}

/** What an expression gives with the variables as they are; nothing when it fails. */
export function valueOf(ast: Ast): Json {
  try {
    return evaluate(ast, values, filters);
  } catch {
    return null;
  }
}

/** A value as one of the declared type; undefined when it is none. */
function convert(type: string, value: Json): Json | undefined {
  if (value === null || type === 'json') return value;
  if (type === 'string') return text(value);
  if (type === 'boolean') return truthy(value);
  const number = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Who is signed in, as far as a script may know: another visitor must not find the values of this one. */
function visitor(): string {
  return /(?:^|; )of-visitor=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}

function stored(): Dict {
  try {
    const [owner, kept] = JSON.parse(localStorage.getItem(KEY) ?? '["",{}]');
    // What was set before somebody signed in goes with them; what they leave behind goes to nobody.
    return owner === '' || owner === visitor() ? kept : {};
  } catch {
    return {};
  }
}

function keep(name: string, value: Json): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([visitor(), { ...stored(), [name]: value }]));
  } catch {
    // The browser keeps nothing for this site: the value lives until the page is left.
  }
}

function initial(scope: Scope, known: Dict): Dict {
  return Object.fromEntries(
    Object.entries(declared[scope]).map(([name, [type, first]]) => {
      const value = Object.hasOwn(known, name) ? convert(type, known[name] as Json) : undefined;
      return [name, value === undefined ? first : value];
    }),
  );
}

/** Reads the values that the browser kept. Returns whether one differs from what the server wrote. */
export function begin(variables: Declared): boolean {
  declared = variables;
  values = { page: initial('page', {}), session: initial('session', stored()) };
  return JSON.stringify(values.session) !== JSON.stringify(initial('session', {}));
}

/** Reads again what the browser keeps, after another window changed it. */
export function readAgain(event: StorageEvent): boolean {
  if (event.key !== null && event.key !== KEY) return false;
  values = { ...values, session: initial('session', stored()) };
  return true;
}

/** Sets a variable; false when the page declares none of this name, or the value is not of its type. */
export function set(scope: Scope, name: string, ast: Ast): boolean {
  const known = declared[scope]?.[name];
  const value = known && convert(known[0], valueOf(ast));
  if (value === undefined) return false;
  values = { ...values, [scope]: { ...values[scope], [name]: value } };
  if (scope === 'session') keep(name, value);
  return true;
}

/** All values, for the server. */
export function asJson(): string {
  return JSON.stringify(values);
}

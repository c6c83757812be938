/**
 * Evaluates the AST that parse.py makes (its grammar is described there), with the meaning of values.py.
 * vectors.json holds both languages to the same answers. No dependency, no eval, no prototype is ever read.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Ast = readonly [string, ...unknown[]];
export type Dict = { [key: string]: Json };
export type Maybe = Json | undefined;

/** A filter: the value and its arguments in the order the parser wrote them. */
export type Filter = (value: Json, ...given: Maybe[]) => Json;

/** An expression that has no value: a wrong operand or argument, or more work than is allowed. */
export class EvaluationError extends Error {}

const MAX_TEXT = 1048576;
export const MAX_ITEMS = 100000;
export const MAX_DEPTH = 64;
const MAX_STEPS = 40000;
const MAX_RANGE = 10000;
const TAKES_NOTHING = new Set(["default", "length", "int", "float", "string", "json"]);
let steps = 0;
let filters: Record<string, Filter> = {};

export const fail = (message: string): never => {
  throw new EvaluationError(message);
};
export const spend = (count: number): void => {
  if ((steps -= count) < 0) fail("the expression does too much work");
};
export const fits = (length: number, limit = MAX_TEXT): void => {
  if (length > limit) fail("the result would be too long");
};
export const isNumber = (value: unknown): value is number => typeof value === "number";
export const isString = (value: unknown): value is string => typeof value === "string";
export const isList = (value: unknown): value is Json[] => Array.isArray(value);
export const isDict = (value: unknown): value is Dict => typeof value === "object" && value !== null && !isList(value);
export const truthy = (value: Json): boolean =>
  isList(value) ? value.length > 0 : isDict(value) ? Object.keys(value).length > 0 : Boolean(value);
export const finite = (value: number): number => (Number.isFinite(value) ? value + 0 : fail("the number is out of range"));

/** The code points of a text: what length, positions and slices count. */
export const points = (value: string): string[] => {
  spend(value.length >> 4);
  return [...value];
};

export function member(value: Json, key: Json): Json {
  if (isDict(value)) return isString(key) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
  if (!Number.isInteger(key)) return null;
  const list = isString(value) ? points(value) : value;
  return isList(list) ? (list.at(key as number) ?? null) : null;
}

export function jsonText(value: Json, depth = 0): string {
  spend(isString(value) ? 3 + (value.length >> 4) : 4);
  if (isNumber(value)) return String(finite(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth >= MAX_DEPTH) fail("the value is nested too deeply");
  if (isList(value)) return `[${value.map((item) => jsonText(item, depth + 1)).join()}]`;
  return `{${Object.entries(value).map(([key, item]) => `${jsonText(key)}:${jsonText(item, depth + 1)}`).join()}}`;
}

export function text(value: Json): string {
  const result = isString(value) ? value : value === null ? "" : jsonText(value);
  if (!isString(value)) fits(result.length);
  return result;
}

export function equal(left: Json, right: Json, depth = 0): boolean {
  if (left === right) return true;
  if (!(isList(left) && isList(right)) && !(isDict(left) && isDict(right))) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  if (depth >= MAX_DEPTH) fail("the value is nested too deeply");
  spend(6 + 6 * keys.length);
  const [a, b] = [left as Dict, right as Dict];
  return keys.every((key) => Object.hasOwn(b, key) && equal(a[key] as Json, b[key] as Json, depth + 1));
}

function contains(container: Json, item: Json): boolean {
  if (isDict(container)) return isString(item) && Object.hasOwn(container, item);
  if (isString(container)) {
    spend(container.length >> 4);
    return isString(item) && container.includes(item);
  }
  if (!isList(container)) return false;
  spend(4 + 3 * container.length);
  return container.some((element) => equal(item, element));
}

/** Order of two numbers or two texts (by code point); null when either is nothing. */
export function compare(left: Json, right: Json): number | null {
  if (left === null || right === null) return null;
  if (isNumber(left) && isNumber(right)) return Math.sign(left - right);
  if (!isString(left) || !isString(right)) return fail("cannot order these types");
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  // A difference in the low half of a pair still orders rightly: the high halves are equal.
  return Math.sign((left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1));
}

/** Square and multiply in doubles: the same rounding in every language. */
function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1024) fail("an exponent is a whole number up to 1024");
  if (exponent < 0 && base === 0) fail("division by zero");
  let result = 1;
  for (let factor = base, rest = Math.abs(exponent); ; factor *= factor) {
    if (rest & 1) result *= factor;
    if (!(rest >>= 1)) return exponent < 0 ? 1 / result : result;
  }
}

function modulo(a: number, b: number): number {
  const rest = a % b;
  return rest && rest < 0 !== b < 0 ? rest + b : rest;
}

function floorDivide(a: number, b: number): number {
  const rest = a % b;
  const whole = (a - rest) / b - Number(rest !== 0 && rest < 0 !== b < 0);
  const floor = Math.floor(whole);
  return whole - floor > 0.5 ? floor + 1 : floor;
}

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "//": floorDivide,
  "%": modulo,
  "**": power,
};

function operate(symbol: string, left: Json, right: Json): Json {
  if (symbol === "+" && isString(left) && isString(right)) {
    fits(left.length + right.length);
    spend((left.length + right.length) >> 8);
    return left + right;
  }
  if (symbol === "+" && isList(left) && isList(right)) {
    fits(left.length + right.length, MAX_ITEMS);
    spend((left.length + right.length) >> 3);
    return [...left, ...right];
  }
  if (symbol === "*") {
    if (isString(right)) [left, right] = [right, left];
    if (isString(left) && Number.isInteger(right)) {
      const count = Math.max(right as number, 0);
      fits(left.length * count);
      spend((left.length * count) >> 8);
      return left.repeat(count);
    }
  }
  if (isNumber(left) && isNumber(right)) {
    if (right === 0 && /^[/%]/.test(symbol)) fail("division by zero");
    return finite((ARITHMETIC[symbol] as (a: number, b: number) => number)(left, right));
  }
  return left === null || right === null ? null : fail(`cannot use ${symbol} on these types`);
}

const ordered = (accept: (order: number) => boolean) => (left: Json, right: Json): boolean | null => {
  const order = compare(left, right);
  return order === null ? null : accept(order);
};
const COMPARE: Record<string, (left: Json, right: Json) => boolean | null> = {
  "==": (left, right) => equal(left, right),
  "!=": (left, right) => !equal(left, right),
  "<": ordered((order) => order < 0),
  "<=": ordered((order) => order <= 0),
  ">": ordered((order) => order > 0),
  ">=": ordered((order) => order >= 0),
  in: (left, right) => contains(right, left),
  "not in": (left, right) => !contains(right, left),
};

/** Python's slice: bounds may be null, negative or out of range, the step may be negative. */
export function slice(value: Json, bounds: Json[]): Json {
  if (!isString(value) && !isList(value)) return null;
  const [start, stop, step] = bounds.map((bound) => {
    if (bound !== null && !Number.isInteger(bound)) fail("a slice wants whole numbers");
    return bound as number | null;
  });
  const by = step ?? 1;
  if (by === 0) fail("a slice wants a step that is not 0");
  const list: Json[] = isString(value) ? points(value) : value;
  spend(list.length >> 4);
  const low = by < 0 ? -1 : 0;
  const high = by < 0 ? list.length - 1 : list.length;
  const clamp = (bound: number): number => Math.min(Math.max(bound < 0 ? bound + list.length : bound, low), high);
  const end = stop == null ? (by < 0 ? low : high) : clamp(stop);
  const kept: Json[] = [];
  for (let at = start == null ? (by < 0 ? high : low) : clamp(start); by < 0 ? at > end : at < end; at += by)
    kept.push(list[at] as Json);
  return isString(value) ? kept.join("") : kept;
}

function range(bounds: Json[]): Json {
  if (!bounds.every(Number.isInteger)) fail("range wants whole numbers");
  const [first, second, third] = bounds as number[];
  const [start, stop, step] = [second === undefined ? 0 : (first as number), second ?? (first as number), third ?? 1];
  if (step === 0) fail("range wants a step that is not 0");
  const length = Math.max(0, Math.ceil((stop - start) / step));
  fits(length, MAX_RANGE);
  spend(length);
  return Array.from({ length }, (_, index) => start + index * step);
}

function run(ast: Ast, variables: Dict): Json {
  const [op, ...rest] = ast;
  const at = (index: number): Json => run(rest[index] as Ast, variables);
  const from = (index: number): Json[] => rest.slice(index).map((node) => run(node as Ast, variables));
  switch (op) {
    case "lit":
      return rest[0] as Json;
    case "path":
      return (rest as Json[]).reduce(member, variables);
    case "get":
      return rest.slice(1).reduce<Json>((value, key) => member(value, run(key as Ast, variables)), at(0));
    case "slice":
      return slice(at(0), from(1));
    case "list":
      return from(0);
    case "dict": {
      const flat = from(0);
      return Object.fromEntries(
        flat.flatMap((key, index) =>
          index % 2 ? [] : [[isString(key) ? key : fail("an object's key is a string"), flat[index + 1] as Json]],
        ),
      );
    }
    case "not":
      return !truthy(at(0));
    case "neg":
    case "pos": {
      const value = at(0);
      if (value === null) return null;
      return isNumber(value) ? (op === "neg" ? 0 - value : value) : fail("a sign wants a number");
    }
    case "and":
    case "or": {
      let value: Json = null;
      for (const node of rest) if (truthy((value = run(node as Ast, variables))) === (op === "or")) break;
      return value;
    }
    case "if":
      return at(truthy(at(0)) ? 1 : 2);
    case "~": {
      const parts = from(0).map(text);
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      fits(length);
      spend(length >> 8);
      return parts.join("");
    }
    case "compare": {
      let [left, result]: [Json, boolean | null] = [at(0), true];
      for (let index = 1; result && index < rest.length; index += 2) {
        const right = at(index + 1);
        result = (COMPARE[rest[index] as string] as (a: Json, b: Json) => boolean | null)(left, right);
        left = right;
      }
      return result;
    }
    case "range":
      return range(from(0));
    case "filter": {
      const name = rest[0] as string;
      const value = at(1);
      if (!Object.hasOwn(filters, name)) fail(`there is no filter ${name}`);
      return value === null && !TAKES_NOTHING.has(name) ? null : (filters[name] as Filter)(value, ...from(2));
    }
    case "test": {
      const [value, ...given] = from(1) as [Json, ...Json[]];
      return (TESTS[rest[0] as string] as (value: Json, other: Json) => boolean)(value, given[0] ?? null);
    }
    default:
      return operate(op, at(0), at(1));
  }
}

/**
 * The value of an expression with these variables. Throws EvaluationError; treat the result as read-only.
 * `known` is FILTERS of filters.ts, or the part of it that the page's expressions use.
 */
export function evaluate(ast: Ast, variables: Dict, known: Record<string, Filter> = {}): Json {
  steps = MAX_STEPS;
  filters = known;
  return run(ast, variables);
}

const byOrder = (accept: (order: number) => boolean) => (value: Json, other: Json): boolean =>
  ordered(accept)(value, other) ?? false;
const parity = (remainder: number) => (value: Json): boolean =>
  Number.isInteger(value) && Math.abs((value as number) % 2) === remainder;
const same = (value: Json, other: Json): boolean => equal(value, other);

export const TESTS: Record<string, (value: Json, other: Json) => boolean> = {
  defined: (value) => value !== null,
  none: (value) => value === null,
  true: (value) => value === true,
  false: (value) => value === false,
  boolean: (value) => typeof value === "boolean",
  string: isString,
  number: isNumber,
  mapping: isDict,
  sequence: isList,
  odd: parity(1),
  even: parity(0),
  empty: (value) => value === null || (typeof value !== "boolean" && !isNumber(value) && !truthy(value)),
  equalto: same,
  eq: same,
  ne: (value, other) => !equal(value, other),
  lt: byOrder((order) => order < 0),
  le: byOrder((order) => order <= 0),
  gt: byOrder((order) => order > 0),
  ge: byOrder((order) => order >= 0),
  in: (value, other) => contains(other, value),
  startswith: (value, other) => isString(value) && isString(other) && value.startsWith(other),
  endswith: (value, other) => isString(value) && isString(other) && value.endsWith(other),
};

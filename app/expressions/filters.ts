/** The filters of the expression language; their twins are in filters.py, their manual in docs/expressions.md. */

import {
  MAX_DEPTH,
  MAX_ITEMS,
  TESTS,
  compare,
  equal,
  fail,
  finite,
  fits,
  isDict,
  isList,
  isNumber,
  isString,
  jsonText,
  member,
  points,
  slice,
  spend,
  text,
  truthy,
} from "./evaluate.ts";
import type { Dict, Filter, Json, Maybe } from "./evaluate.ts";

const wantText = (value: Maybe): string => {
  if (!isString(value)) return fail("a string is wanted");
  spend(1 + (value.length >> 4));
  return value;
};
const scalar = (value: Maybe): string =>
  value == null || typeof value === "object" ? fail("a string is wanted") : wantText(text(value));
const wantList = (value: Json, weight = 1): Json[] => {
  if (!isList(value)) return fail("a list is wanted");
  spend(1 + value.length * weight);
  return value;
};
const wantDict = (value: Json): Dict => {
  if (!isDict(value)) return fail("an object is wanted");
  spend(1 + 2 * Object.keys(value).length);
  return value;
};
const wantNumber = (value: Maybe): number => (isNumber(value) ? value : fail("a number is wanted"));
const wantWhole = (value: Maybe): number =>
  Number.isInteger(value) ? (value as number) : fail("a whole number is wanted");
const sequence = (value: Json): Json[] => (isString(value) ? points(wantText(value)) : wantList(value));

/** The attribute (a dotted path, or a position) of every element. */
function read(value: Json, attribute: Maybe): Json[] {
  const list = wantList(value);
  if (attribute == null) return list;
  if (isNumber(attribute)) return list.map((element) => member(element, attribute));
  if (!isString(attribute)) return fail("an attribute is a string");
  const path = attribute.split(".").map((key) => (/^[0-9]{1,15}$/.test(key) ? Number(key) : key));
  fits(path.length, MAX_DEPTH);
  spend(list.length * (5 * path.length - 4));
  return list.map((element) => path.reduce<Json>(member, element));
}

function keep(value: Json, test: Maybe, argument: Maybe, attribute: Maybe, wanted: boolean): Json {
  const list = wantList(value);
  const values = read(value, attribute);
  if (test != null && !(isString(test) && Object.hasOwn(TESTS, test))) fail("there is no such test");
  spend(test == null ? 0 : 3 * list.length);
  const accept = test == null ? truthy : (item: Json) => TESTS[test as string]!(item, argument ?? null);
  return list.filter((_, index) => accept(values[index] as Json) === wanted);
}

const extreme = (sign: number) => (value: Json, attribute?: Maybe): Json => {
  const list = wantList(value, 2);
  let best: Json = null;
  let kept: Json = null;
  read(value, attribute).forEach((key, index) => {
    if (key === null) return;
    const order = compare(key, best ?? key);
    if (best === null || order === sign) [best, kept] = [key, list[index] as Json];
  });
  return kept;
};

function sort(value: Json, reverse?: Maybe, attribute?: Maybe): Json {
  const list = wantList(value, 4);
  const keys = read(value, attribute);
  const filled = [...keys.keys()].filter((index) => keys[index] !== null);
  const kinds = new Set(filled.map((index) => typeof keys[index]));
  if (kinds.size > 1 || kinds.has("boolean") || kinds.has("object")) fail("cannot order these types");
  const sign = truthy(reverse ?? null) ? -1 : 1;
  filled.sort((a, b) => sign * (compare(keys[a] as Json, keys[b] as Json) as number));
  return [...filled, ...[...keys.keys()].filter((index) => keys[index] === null)].map((index) => list[index] as Json);
}

function unique(value: Json, attribute?: Maybe): Json {
  const list = wantList(value, 3);
  const scalars = new Set<Json>();
  const others: Json[] = [];
  const keys = read(value, attribute);
  return list.filter((_, index) => {
    const key = keys[index] as Json;
    if (typeof key !== "object" || key === null) return !scalars.has(key) && scalars.add(key);
    spend(others.length);
    return !others.some((other) => equal(key, other)) && others.push(key);
  });
}

/** `value` times 10**places by its decimal digits, so that 1.005 rounds as it is written. */
function shift(value: number, places: number): number {
  const [mantissa, exponent] = String(value).split("e");
  return Number(`${mantissa}e${Number(exponent ?? 0) + places}`);
}

function round(value: Json, precision: Maybe = 0, method: Maybe = "common"): Json {
  const number = wantNumber(value);
  const places = wantWhole(precision);
  if (places < 0 || places > 15 || !["common", "ceil", "floor"].includes(method as string)) fail("round: wrong argument");
  const shifted = shift(Math.abs(number), places);
  if (!Number.isFinite(shifted)) return value;
  const floor = Math.floor(shifted);
  const up = method === "common" ? shifted - floor >= 0.5 : shifted > floor && (method === "ceil") === number > 0;
  const rounded = shift(floor + Number(up), -places);
  return (number < 0 ? -rounded : rounded) + 0;
}

function toNumber(value: Json, fallback: Maybe = null): Json {
  if (isNumber(value) || typeof value === "boolean") return Number(value);
  if (!isString(value)) return fallback;
  const digits = trim(wantText(value));
  if (digits.length > 400 || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(digits)) return fallback;
  // What an id became would be another one: as long literals, it is refused rather than rounded.
  const whole = (digits.split(/[.eE]/)[0] as string).replace(/^[+-]/, "");
  if (BigInt(whole || "0") > BigInt(2 ** 53)) fail("a whole number over 2^53 loses digits as a number: leave it text");
  return Number.isFinite(Number(digits)) ? Number(digits) + 0 : fallback;
}

const SPACES = " \t\n\r\f\v";
function trim(value: string): string {
  let [start, end] = [0, value.length];
  while (start < end && SPACES.includes(value[start] as string)) start++;
  while (end > start && SPACES.includes(value[end - 1] as string)) end--;
  return value.slice(start, end);
}

function split(value: Json, separator?: Maybe): Json {
  const whole = wantText(value);
  const glue = separator == null ? null : wantText(separator) || fail("split wants a separator that is not empty");
  const trimmed = trim(whole);
  const parts = glue !== null ? whole.split(glue, MAX_ITEMS + 1) : trimmed ? trimmed.split(/[ \t\n\r\f\v]+/) : [];
  fits(parts.length, MAX_ITEMS);
  spend(parts.length);
  return parts;
}

function join(value: Json, separator: Maybe = "", attribute?: Maybe): Json {
  const glue = scalar(separator);
  const parts = read(value, attribute).map(text);
  const length = parts.reduce((sum, part) => sum + part.length + glue.length, 0);
  fits(length - (parts.length ? glue.length : 0));
  spend(length >> 8);
  return parts.join(glue);
}

function replace(value: Json, old: Maybe, fresh: Maybe): Json {
  const [whole, before, after] = [scalar(value), scalar(old), scalar(fresh)];
  if (!before) fail("replace wants an old text that is not empty");
  const parts = whole.split(before);
  const length = whole.length + (parts.length - 1) * (after.length - before.length);
  fits(length);
  spend(length >> 6);
  return parts.join(after);
}

function fromJson(value: Json): Json {
  const source = wantText(value);
  spend(source.length >> 3);
  let depth = 0;
  for (const [shape] of source.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    depth += Number("[{".includes(shape)) - Number("]}".includes(shape));
    fits(depth, MAX_DEPTH);
  }
  try {
    return JSON.parse(source, (_, item: unknown) => (isNumber(item) ? finite(item) : item)) as Json;
  } catch {
    return fail("from_json: the text is not JSON");
  }
}

const percent = (value: Json): string => {
  const whole = value === null ? "" : scalar(value);
  spend(whole.length >> 1);
  try {
    return encodeURIComponent(whole).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    return fail("the text holds half a surrogate pair");
  }
};

function fromBase64(value: Json): Json {
  const whole = wantText(value);
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(whole)) fail("not base64");
  try {
    const bytes = Uint8Array.from(atob(whole), (c) => c.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail("from_base64: the text is not base64 of UTF-8");
  }
}

function truncate(value: Json, length: Maybe = 255, end: Maybe = "…"): Json {
  const [whole, tail] = [[...scalar(value)], [...scalar(end)]];
  const limit = wantWhole(length);
  if (limit < tail.length) fail("truncate wants a length that the ending fits into");
  return (whole.length <= limit ? whole : [...whole.slice(0, limit - tail.length), ...tail]).join("");
}

const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})?)?$/;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** The UTC moment of RFC 3339 text or Unix seconds, in milliseconds. */
function instant(value: Json): number {
  let at = NaN;
  const match = isString(value) ? DATE.exec(value) : null;
  if (isNumber(value)) at = Math.floor(value * 1000);
  else if (match) {
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
    const [y, m, d, h, n, s] = [year!, month!, day!, hour!, minute!, second!];
    const zone = (match[8] ?? "Z").replace(":", "");
    const [hours, minutes] = /[zZ]/.test(zone) ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(3))];
    const date = new Date(0);
    date.setUTCFullYear(y, m - 1, d);
    const real = y > 0 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
    date.setUTCHours(h, n, s, Number((match[7] ?? "0").padEnd(3, "0").slice(0, 3)));
    const offset = (zone[0] === "-" ? 1 : -1) * (hours * 60 + minutes) * 60000;
    if (real && h < 24 && n < 60 && s < 60 && hours < 24 && minutes < 60) at = date.getTime() + offset;
  }
  const year = new Date(at).getUTCFullYear();
  return year >= 1 && year <= 9999 ? at : fail("this is not a date");
}

function date(value: Json, format: Maybe = "%Y-%m-%d"): Json {
  const pattern = wantText(format);
  fits(pattern.length, 200);
  spend(20);
  const ms = instant(value);
  const at = new Date(ms);
  const pad = (number: number, width = 2): string => String(number).padStart(width, "0");
  const year = at.getUTCFullYear();
  const hour = at.getUTCHours();
  const month = MONTHS[at.getUTCMonth()] as string;
  const day = DAYS[at.getUTCDay()] as string;
  const first = new Date(ms).setUTCMonth(0, 1);
  const known: Record<string, string> = {
    Y: pad(year, 4),
    m: pad(at.getUTCMonth() + 1),
    d: pad(at.getUTCDate()),
    e: String(at.getUTCDate()),
    H: pad(hour),
    I: pad(((hour + 11) % 12) + 1),
    M: pad(at.getUTCMinutes()),
    S: pad(at.getUTCSeconds()),
    L: pad(at.getUTCMilliseconds(), 3),
    p: hour < 12 ? "AM" : "PM",
    A: day,
    a: day.slice(0, 3),
    B: month,
    b: month.slice(0, 3),
    j: pad((ms - first) / 86400000 + 1, 3),
    y: pad(year % 100),
    s: String(Math.floor(ms / 1000)),
    "%": "%",
  };
  return pattern.replace(/%(.?)/gsu, (_, letter: string) =>
    Object.hasOwn(known, letter) ? (known[letter] as string) : fail(`date does not know %${letter}`),
  );
}

/** Every filter by name. */
export const FILTERS: Record<string, Filter> = {
  default: (value, fallback, falsy) =>
    value === null || (truthy(falsy ?? null) && !truthy(value)) ? (fallback ?? null) : value,
  upper: (value) => scalar(value).toUpperCase(),
  lower: (value) => scalar(value).toLowerCase(),
  trim: (value) => trim(scalar(value)),
  length: (value) =>
    value === null
      ? 0
      : isString(value)
        ? points(value).length
        : typeof value === "object"
          ? Object.keys(value).length
          : fail("length wants a list"),
  join,
  split,
  replace,
  round,
  int: (value, fallback = null) => {
    const number = toNumber(value);
    return number === null ? fallback : Math.trunc(number as number) + 0;
  },
  float: toNumber,
  string: (value) => text(value),
  json: (value) => {
    const result = jsonText(value);
    fits(result.length);
    return result;
  },
  from_json: fromJson,
  first: (value) => member(isString(value) ? value : wantList(value, 0), 0),
  last: (value) => member(isString(value) ? value : wantList(value, 0), -1),
  sort,
  unique,
  reverse: (value) => (isString(value) ? sequence(value).reverse().join("") : [...wantList(value)].reverse()),
  map: (value, attribute, fallback) => read(value, attribute).map((item) => item ?? fallback ?? null),
  select: (value, test, argument, attribute) => keep(value, test, argument, attribute, true),
  reject: (value, test, argument, attribute) => keep(value, test, argument, attribute, false),
  selectattr: (value, attribute, test, argument) => keep(value, test, argument, attribute, true),
  rejectattr: (value, attribute, test, argument) => keep(value, test, argument, attribute, false),
  sum: (value, attribute, start = 0) =>
    read(value, attribute).reduce<number>(
      (total, item) => (item === null ? total : finite(total + wantNumber(item))),
      wantNumber(start),
    ),
  min: extreme(-1),
  max: extreme(1),
  abs: (value) => Math.abs(wantNumber(value)),
  keys: (value) => Object.keys(wantDict(value)),
  values: (value) => Object.values(wantDict(value)),
  items: (value) => Object.entries(wantDict(value)),
  slice: (value, start = 0, stop = null) =>
    slice(isString(value) ? value : wantList(value), [wantWhole(start), stop === null ? null : wantWhole(stop), null]),
  date,
  timestamp: (value) => instant(value) / 1000,
  url_encode: (value) =>
    isDict(value)
      ? Object.entries(wantDict(value)).map(([key, item]) => `${percent(key)}=${percent(item)}`).join("&")
      : percent(value),
  base64: (value) => {
    const bytes = new TextEncoder().encode(scalar(value));
    fits((bytes.length * 4) / 3 + 4);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  },
  from_base64: fromBase64,
  slugify: (value) => {
    const whole = scalar(value);
    spend(whole.length >> 1);
    return whole
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
  },
  truncate,
};

/**
 * Levels of records and lists inside each other that any JSON from outside may have. Nothing that we read is deeper than
 * ten; what walks a value does so by recursion, which a body of a megabyte of brackets would bring down.
 */
export const jsonDepthMax = 64;

export const tooDeepMessage = `must not have more than ${jsonDepthMax} levels of records and lists inside each other`;

const quote = 34;
const backslash = 92;
const listStart = 91;
const listEnd = 93;
const recordStart = 123;
const recordEnd = 125;

/**
 * Whether JSON text has more than `jsonDepthMax` levels. One pass without recursion, in time proportional to the text; a
 * text with so few brackets that it cannot be deep, as nearly every event is, costs a look for these only.
 */
export function isDeepJson(text: string): boolean {
  if (!hasManyBrackets(text)) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === listStart || code === recordStart) {
      depth += 1;
      if (depth > jsonDepthMax) return true;
    } else if (code === listEnd || code === recordEnd) depth -= 1;
  }
  return false;
}

/** The same of a parsed value; looks no deeper than it must. Every event is asked, so it makes nothing on its way. */
export function isDeepValue(value: unknown, levels = jsonDepthMax): boolean {
  return isNested(value) && isDeeper(value, levels);
}

function isDeeper(value: Nested, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const inner of value) if (isNested(inner) && isDeeper(inner, levels - 1)) return true;
    return false;
  }
  for (const name in value) {
    const inner = value[name];
    if (isNested(inner) && isDeeper(inner, levels - 1)) return true;
  }
  return false;
}

type Nested = unknown[] | Record<string, unknown>;

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null;
}

/** A value without what lies too deep in it: null stands there instead. */
export function cutDeepValue(value: unknown, levels = jsonDepthMax): unknown {
  if (!isNested(value)) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((inner) => cutDeepValue(inner, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutDeepValue(inner, levels - 1)]));
}

function hasManyBrackets(text: string): boolean {
  let found = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      found += 1;
      if (found > jsonDepthMax) return true;
    }
  }
  return false;
}

/** Where the string ends that begins at `start`; the end of the text if it never does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

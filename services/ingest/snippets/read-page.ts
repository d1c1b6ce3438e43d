import { decodeHTMLAttribute } from 'entities';

/** What of a page's HTML says something of the snippet and of products. */
export interface PageMarkup {
  readonly scripts: readonly PageScript[];
  /** Content policies that the page brings in its own head. */
  readonly contentPolicies: readonly string[];
  /** Names (`name`, `property`) of its meta elements. */
  readonly metaNames: ReadonlySet<string>;
  readonly itemTypes: readonly string[];
}

export interface PageScript {
  readonly src: string | null;
  readonly nonce: string | null;
  readonly type: string | null;
  readonly text: string;
}

/** Elements that are looked at; a page has some thousands. */
const elementsMax = 50_000;
const attributesMax = 60;

/** Reads a page in one pass from its beginning to its end, without building it: it may be any size and as broken as it likes. */
export function readPage(html: string): PageMarkup {
  const scripts: PageScript[] = [];
  const contentPolicies: string[] = [];
  const metaNames = new Set<string>();
  const itemTypes: string[] = [];
  let at = 0;
  for (let elements = 0; elements < elementsMax; elements++) {
    at = html.indexOf('<', at);
    if (at < 0) break;
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    const element = readElement(html, at);
    at = element.end;
    const { name, attributes } = element;
    const itemType = attributes.get('itemtype');
    if (itemType !== undefined) itemTypes.push(itemType);
    if (name === 'meta') {
      const metaName = attributes.get('property') ?? attributes.get('name');
      if (metaName !== undefined) metaNames.add(metaName.toLowerCase());
      if (attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy')
        contentPolicies.push(attributes.get('content') ?? '');
    }
    if (name === 'script') {
      const end = endOfScript(html, at);
      const [src = null, nonce = null, type = null] = ['src', 'nonce', 'type'].map((key) => attributes.get(key));
      scripts.push({ src, nonce, type, text: html.slice(at, end) });
      at = end;
    }
  }
  return { scripts, contentPolicies, metaNames, itemTypes };
}

function endOfScript(html: string, from: number): number {
  const end = /<\/script/gi;
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

interface Element {
  /** In lower case; empty: an end, a declaration or no element at all. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly end: number;
}

const isSpace = (sign: string | undefined) => sign !== undefined && ' \t\n\r\f'.includes(sign);

function readElement(html: string, start: number): Element {
  const attributes = new Map<string, string>();
  let at = start + 1;
  const nameStart = at;
  while (at < html.length && isNamePart(html[at])) at++;
  const name = html.slice(nameStart, at).toLowerCase();
  if (name === '') return { name, attributes, end: at };
  while (at < html.length && html[at] !== '>') {
    if (isSpace(html[at]) || html[at] === '/') {
      at++;
      continue;
    }
    const keyStart = at;
    while (at < html.length && !isSpace(html[at]) && !'=>/'.includes(html[at] as string)) at++;
    // A stray sign of equality is no name, and must not keep the reader where it is.
    if (at === keyStart) at++;
    const key = html.slice(keyStart, at).toLowerCase();
    while (isSpace(html[at])) at++;
    if (html[at] !== '=') {
      if (attributes.size < attributesMax && !attributes.has(key)) attributes.set(key, '');
      continue;
    }
    at++;
    while (isSpace(html[at])) at++;
    const quote = html[at] === '"' || html[at] === "'" ? html[at] : null;
    const valueStart = quote ? at + 1 : at;
    if (quote) {
      const close = html.indexOf(quote as string, valueStart);
      at = close < 0 ? html.length : close;
    } else while (at < html.length && !isSpace(html[at]) && html[at] !== '>') at++;
    const value = html.slice(valueStart, at);
    if (quote) at++;
    if (attributes.size < attributesMax && !attributes.has(key)) attributes.set(key, decodeHTMLAttribute(value));
  }
  return { name, attributes, end: Math.min(at + 1, html.length) };
}

function isNamePart(sign: string | undefined): boolean {
  return sign !== undefined && /[a-z0-9-]/i.test(sign);
}

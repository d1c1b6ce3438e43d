import { replaceBetween } from '../../domain/text-between.ts';
import { attributesOf, type WrittenAttribute } from './attributes-of.ts';
import { withPlainColours } from './brand-scope.ts';

/** Why a piece of markup is refused in a store's own template. */
export const markupProblems = {
  script: 'Scripts and event handlers are refused: mail programs drop the whole e-mail for them.',
  raw: '`mj-raw` and `mj-html-attributes` are refused: write text in `mj-text`, and tables in `mj-table`.',
  include: 'Nothing can be included: a template is one file.',
  element: 'This element is refused: of HTML, text, links, lists, tables and pictures are allowed.',
  address: 'Links and pictures lead to https:, http:, mailto: or tel: addresses, or to a variable.',
  font: 'Web fonts are refused: every opened e-mail would be reported to their host. Name fonts that people have.',
  style: 'This style is refused: it fetches from elsewhere, closes the style sheet, or is made of values.',
  hiding: 'Only classes of your own may be hidden or moved: nothing may cover the foot of the e-mail.',
  nesting: 'Every element is closed where it was opened, on both sides of an `if` alike.',
  split: 'The name of an element or attribute is written out: Liquid stands in text and in values.',
} as const;
export type MarkupProblem = keyof typeof markupProblems;

export interface ForbiddenMarkup {
  readonly problem: MarkupProblem;
  /** Where it begins in the source. */
  readonly index: number;
}

const htmlAllowed = new Set(
  'a abbr b bdi bdo blockquote br center code del div em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul wbr'.split(
    ' ',
  ),
);
const mjmlAllowed = new Set(
  'mjml mj-head mj-body mj-attributes mj-all mj-class mj-breakpoint mj-preview mj-style mj-title mj-accordion mj-accordion-element mj-accordion-title mj-accordion-text mj-button mj-carousel mj-carousel-image mj-column mj-divider mj-group mj-hero mj-image mj-navbar mj-navbar-link mj-section mj-social mj-social-element mj-spacer mj-table mj-text mj-wrapper'.split(
    ' ',
  ),
);
const scripting = new Set(['script', 'iframe', 'object', 'embed', 'applet', 'svg', 'math', 'form', 'base', 'noscript']);
const tag = /<(\/?)([^\s<>/]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)/g;
const addressAttributes = new Set(['href', 'src', 'background', 'background-url', 'action', 'srcset', 'poster']);
/** What it becomes is looked at when it is rendered. */
const variable = /^\{\{/;
const allowedAddress = /^(?:https?:|mailto:|tel:|#|$)/i;
/** In a style without spaces. */
const hidingStyle =
  /display:none|visibility:|opacity:|font-size:0|position:|clip|overflow|height:|width:0|text-indent|transform|scale|rotate|zoom|z-index|mask|filter/i;
const hiddenInline =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|position\s*:\s*(?:fixed|absolute)|z-index)/i;
const empty = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'wbr']);
/** What MJML writes beside the elements that authors may. */
const madeByMjml = new Set(['body', 'html', 'input', 'label']);
const wholeTag = /<\/?[a-zA-Z][\w:-]*(?:\s+[^\s=<>"'/]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=`]+))?)*\s*\/?>/g;
const fetchingStyle = /@import|url\s*\(|expression\s*\(|behavior\s*:|-moz-binding|\\|<\//i;

/** Finds what a store's own e-mail may not hold, in the order of the source. */
export function forbiddenMarkup(source: string): readonly ForbiddenMarkup[] {
  const found: ForbiddenMarkup[] = [];
  const add = (problem: MarkupProblem, index: number) => found.push({ problem, index });
  const open: { readonly name: string; readonly index: number }[] = [];
  const sheets: { readonly index: number; readonly start: number; end: number }[] = [];
  for (const { index, 0: whole, 1: closing, 2: raw = '', 3: rest = '' } of withoutLiquidTags(source).matchAll(tag)) {
    const name = raw.toLowerCase();
    if (name.startsWith('!') || name === '') {
      if (name.startsWith('![') || (name.startsWith('!--') && /^!--\[/.test(name))) add('element', index);
      continue;
    }
    if (/[{}\u0000]/.test(name)) add('split', index);
    else if (scripting.has(name)) add('script', index);
    else if (name === 'mj-raw' || name === 'mj-html-attributes' || name.startsWith('mj-selector')) add('raw', index);
    else if (name === 'mj-include') add('include', index);
    else if (name === 'mj-font') add('font', index);
    else if (!htmlAllowed.has(name) && !mjmlAllowed.has(name)) add('element', index);
    if (closing) {
      if (open.pop()?.name !== name) add('nesting', index);
      const sheet = sheets.at(-1);
      if (name === 'mj-style' && sheet?.end === source.length) sheet.end = index;
      continue;
    }
    if (!empty.has(name) && !rest.endsWith('/')) open.push({ name, index });
    const problem = inAttributes(rest);
    if (problem) add(problem, index);
    if (name === 'mj-style') sheets.push({ index, start: index + whole.length + 1, end: source.length });
  }
  if (open[0]) add('nesting', open[0].index);
  for (const { index, start, end } of sheets) {
    const problem = inSheet(source.slice(start, end));
    if (problem) add(problem, index);
  }
  return found.toSorted((one, other) => one.index - other.index);
}

/**
 * Whether what an e-mail became holds what a look at its source cannot see: markup that Liquid put together, or an address that
 * came from a value.
 */
export function forbiddenInHtml(html: string): MarkupProblem | null {
  const visible = replaceBetween(html, '<!--', '-->', '');
  const body = visible.slice(visible.search(/<body[\s>]/i), visible.lastIndexOf('</body>') + '</body>'.length);
  // A tag or a comment that is not closed would swallow what comes after it.
  if (body.replaceAll(wholeTag, '').includes('<')) return 'split';
  const open: string[] = [];
  for (const [whole, closing, raw = '', rest = ''] of body.matchAll(tag)) {
    const element = raw.toLowerCase();
    if (scripting.has(element)) return 'script';
    if (!htmlAllowed.has(element) && !madeByMjml.has(element)) return 'element';
    if (closing) {
      if (open.pop() !== element) return 'nesting';
    } else if (!empty.has(element) && !whole.endsWith('/')) open.push(element);
    for (const { name, value } of attributesOf(rest)) {
      if (/^on[a-z]/i.test(name)) return 'script';
      if (addressAttributes.has(name.toLowerCase()) && !isAllowedAddress(value)) return 'address';
    }
  }
  return null;
}

function inAttributes(rest: string): MarkupProblem | null {
  // Two halves of a name with Liquid between them.
  if (/[\w-]\u0000+[\w-]/.test(rest.replaceAll(/"[^"]*"|'[^']*'/g, '""'))) return 'split';
  const attributes = [...attributesOf(rest)];
  if (replaceBetween(outsideOf(rest, attributes), '{{', '}}', '').includes('{')) return 'split';
  for (const { name: written, value } of attributes) {
    const name = written.toLowerCase();
    if (/^on[a-z]/.test(name)) return 'script';
    if (/[{}]/.test(name)) return 'split';
    if (addressAttributes.has(name) && !isAllowedAddress(value)) return 'address';
    if (name === 'style' && fetchingStyle.test(value)) return 'style';
    if (name === 'style' && hiddenInline.test(value)) return 'hiding';
    if (name === 'css-class' && /\bengine-/.test(value)) return 'hiding';
  }
  return null;
}

/** What is no attribute with a value. */
function outsideOf(rest: string, attributes: readonly WrittenAttribute[]): string {
  let outside = '';
  let from = 0;
  for (const { value, start, end } of attributes) {
    if (value === '') continue;
    outside += rest.slice(from, start);
    from = end;
  }
  return outside + rest.slice(from);
}

function isAllowedAddress(value: string): boolean {
  const trimmed = value.replace(/[\s\u0000-\u001f]|&#?\w+;?/g, (match) => (match.startsWith('&amp') ? '&' : ''));
  return variable.test(value.trim()) || (allowedAddress.test(trimmed) && allowedAddress.test(value.trim()));
}

function inSheet(source: string): MarkupProblem | null {
  const sheet = withPlainColours(source);
  if (fetchingStyle.test(sheet) || /\{[{%]/.test(sheet)) return 'style';
  for (const block of sheet.split('}')) {
    const [body = '', selectors = ''] = block.split('{').reverse();
    const own = selectors
      .split(',')
      .every((selector) => /\.[a-z]/i.test(selector) && !/engine-|:has|~|\+|\[|\*/i.test(selector));
    if (!own && hides(body)) return 'hiding';
  }
  return null;
}

function hides(declarations: string): boolean {
  const compact = declarations.replaceAll(/\s/g, '');
  const moves = compact.split(';').some((each) => /^margin/i.test(each) && each.includes(':-'));
  return moves || hidingStyle.test(compact);
}

/** A tag of Liquid may stand between attributes and hold quotes and brackets: none of it is markup. Keeps every place. */
function withoutLiquidTags(source: string): string {
  return replaceBetween(source, '{%', '%}', (whole) => '\u0000'.repeat(whole.length));
}

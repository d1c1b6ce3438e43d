import { MissingValueError } from './liquid.ts';

/** Errors whose text names the template's own words and place, and nothing of a cart or a person. */
const aboutTheTemplate = new Set(['ParseError', 'TokenizationError', 'UndefinedVariableError', 'MarkupError']);
const detailLengthMax = 200;

/** What may be shown and logged of a failed template: the place for its author, never a value. */
export function describeTemplateError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if ('errors' in error && Array.isArray(error.errors)) {
    // MJML's own list: each names a line and a tag of the template.
    return error.errors
      .map((each) => `line ${each.line}: ${each.message} (${each.tagName})`)
      .join('; ')
      .slice(0, detailLengthMax);
  }
  const firstLine = error.message.split('\n')[0] ?? '';
  if ('originalError' in error && error.originalError instanceof MissingValueError && 'token' in error)
    return `${firstLine}: ${placeOf(error.token)}`.slice(0, detailLengthMax);
  if (aboutTheTemplate.has(error.name)) return firstLine.slice(0, detailLengthMax);
  if (/(memory alloc|template render) limit exceeded/.test(firstLine)) return 'the template is too expensive to render';
  if (/^(ENOENT|undefined filter|money needs)/i.test(firstLine)) return firstLine.slice(0, detailLengthMax);
  return error.name;
}

/** The template's own words where it failed, e.g. `{{ customer.firstName }}`. */
function placeOf(token: unknown): string {
  return typeof token === 'object' && token !== null && 'getText' in token && typeof token.getText === 'function'
    ? String(token.getText())
    : '';
}

/**
 * Columns of a bulk statement as literals for `unnest(${uuids(…)}::uuid[], …)`. The driver would write arrays itself,
 * but it escapes each value with a regular expression: half of the pipeline's own time.
 */
type Column<T> = readonly (T | null | undefined)[];

/** For values that hold no quote, backslash, comma or brace: ids, numbers, words of our own. */
export function plain(values: Column<string | number>): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${value ?? 'NULL'}`;
  return `{${text}}`;
}

/** For any text. */
export function texts(values: Column<string>): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${value == null ? 'NULL' : quoted(value)}`;
  return `{${text}}`;
}

/**
 * For JSON, as `string_to_array(${documents(…)}, E'\\x1e', '')`: written JSON never holds a bare control character, so
 * one can stand between the documents and nothing needs an escape. Null is the empty text.
 */
export function documents(values: Column<object>): string {
  let text = '';
  let first = true;
  for (const value of values) {
    text += `${first ? '' : documentSeparator}${value == null ? '' : JSON.stringify(value)}`;
    first = false;
  }
  return text;
}

export const documentSeparator = '\x1e';

const special = /["\\]/;
const specials = /["\\]/g;

function quoted(value: string): string {
  return `"${special.test(value) ? value.replace(specials, '\\$&') : value}"`;
}

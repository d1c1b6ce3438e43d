import type { SearchText } from '../lib/search.ts';
import type { Filters } from './query.ts';

/** Which rows are meant: those behind one cell of an answer, or behind its total. */
export interface RowsQuestion {
  readonly metric: string;
  readonly filters?: Filters;
  /** Of money: what it is counted in. */
  readonly currency?: string | null;
  /** Calendar days, where they are not those of the page. */
  readonly days?: { readonly from: string; readonly to: string };
  readonly bucket?: { readonly granularity: string; readonly key: string };
  /** The row of all that are not among the largest by these dimensions. */
  readonly others?: { readonly by: readonly string[]; readonly top: number };
}

/** The same as it stands in the address of the page that lists them. */
export function rowsSearch({ metric, filters = {}, currency, days, bucket, others }: RowsQuestion): SearchText {
  return {
    metric,
    ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, listText(value)])),
    ...(currency && { currency }),
    ...(days && { period: undefined, ...days }),
    ...(bucket && { granularity: bucket.granularity, bucket: bucket.key }),
    ...(others && { others: others.by.join(','), top: String(others.top) }),
  };
}

/** Several values as one text; a comma within a value is no comma between two. */
export function listText(values: string | readonly string[]): string {
  return [values].flat().map(encodeURIComponent).join(',');
}

/** What `listText` wrote; text that it cannot have written is one value. */
export function readList(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  try {
    return text.split(',').map(decodeURIComponent);
  } catch {
    return [text];
  }
}

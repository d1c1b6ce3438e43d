import { offerBounds } from './offer.ts';

export interface ReadCodes {
  /** In the order in which they stand, each once. */
  readonly codes: readonly string[];
  /** Lines that say a code again. */
  readonly duplicates: number;
  /** The first lines that are no code. */
  readonly refused: readonly { readonly line: number; readonly text: string }[];
}

const refusedMax = 20;
const shownMax = 40;
/** What shops take in a code. */
const code = /^[\p{L}\p{N}_.+#%&@!$*-]{3,}$/u;
const heading = /^(code|codes|coupon|coupon code|discount code|gutscheincode)$/i;

/** Codes out of a text with one a line, or of the first column of a CSV. A heading on the first line is left out. */
export function readCodes(text: string): ReadCodes {
  const codes = new Map<string, string>();
  const refused: { line: number; text: string }[] = [];
  let duplicates = 0;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const cell = firstCell(line);
    if (cell === '' || (index === 0 && heading.test(cell))) continue;
    if (!code.test(cell) || cell.length > offerBounds.codeLengthMax) {
      if (refused.length < refusedMax) refused.push({ line: index + 1, text: cell.slice(0, shownMax) });
      continue;
    }
    const known = cell.toUpperCase();
    if (codes.has(known)) duplicates += 1;
    else codes.set(known, cell);
  }
  return { codes: [...codes.values()], duplicates, refused };
}

function firstCell(line: string): string {
  const [cell = ''] = line.split(/[,;\t]/, 1);
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
}

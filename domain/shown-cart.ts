import { type CartLine, type CartLines, linesValue, lineTotal } from './cart-lines.ts';

/** A cart as a customer is shown it, in messages and on the page behind their links. Amounts in minor units. */
export interface ShownCart<L extends CartLine = CartLine> {
  readonly lines: readonly ShownLine<L>[];
  /** Lines of the cart that are not among these. */
  readonly moreLines: number;
  readonly currency: string | null;
  readonly totalMinor: number | null;
}

export interface ShownLine<L extends CartLine = CartLine> {
  readonly line: L;
  readonly currency: string | null;
  /** Null too where pieces at this price do not make the line's total: three for 100.00. */
  readonly unitPriceMinor: number | null;
  readonly totalMinor: number | null;
}

/**
 * What is shown adds up: lines have prices only where they agree with the total that the shop told. A discount, a fee or
 * a tax that nobody told would make a reader doubt both; the total then stands alone beside names and quantities.
 */
export function shownCart<L extends CartLine>(
  cart: {
    readonly lines: readonly L[];
    readonly currency: string | null;
    readonly valueMinor: number | null;
    readonly linesOmitted?: number;
  },
  linesMax = Number.POSITIVE_INFINITY,
): ShownCart<L> {
  const { lines, currency, linesOmitted = 0 } = cart;
  const totalMinor = currency === null ? null : cart.valueMinor;
  const priced = totalMinor === null || addsUp({ lines, linesOmitted, totalMinor });
  const shown = lines.slice(0, linesMax);
  return {
    lines: shown.map((line) => shownLine(line, { currency: priced ? (line.currency ?? currency) : null })),
    moreLines: lines.length - shown.length + linesOmitted,
    currency,
    totalMinor,
  };
}

function shownLine<L extends CartLine>(line: L, { currency }: { readonly currency: string | null }): ShownLine<L> {
  if (currency === null) return { line, currency, unitPriceMinor: null, totalMinor: null };
  const totalMinor = lineTotal(line);
  const { totalMinor: _, ...byPiece }: CartLine = line;
  const unitPriceMinor = lineTotal(byPiece) === totalMinor ? (line.unitPriceMinor ?? null) : null;
  return { line, currency, unitPriceMinor, totalMinor };
}

/** Of a cart with lines that nobody priced, or that were not told, the others may cost less than all of it. */
function addsUp({
  lines,
  linesOmitted,
  totalMinor,
}: {
  readonly lines: CartLines;
  readonly linesOmitted: number;
  readonly totalMinor: number;
}): boolean {
  const known = lines.filter((line) => lineTotal(line) !== null);
  const sum = linesValue(known);
  if (sum === null) return false;
  return known.length === lines.length && linesOmitted === 0 ? sum === totalMinor : sum <= totalMinor;
}

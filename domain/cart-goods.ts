import { addLine, type CartLine, type CartLines, linesValue, uniqueLines } from './cart-lines.ts';

/** What a cart holds, in which currency, and what all of it costs: the part of a cart that its operations change. */
export interface CartGoods {
  readonly lines: CartLines;
  /** Of the lines that name none themselves; undefined where nothing that told of these lines named one. */
  readonly linesCurrency?: string | undefined;
  /** Lines that the shop's cart has beside these. */
  readonly linesOmitted?: number | undefined;
  /** Total as the shop said it, or the sum of the lines; null when it is not known. */
  readonly valueMinor: number | null;
}

/** The goods as an event of the whole cart tells them. */
export interface ToldGoods {
  readonly lines: CartLines;
  readonly currency?: string;
  readonly valueMinor?: number;
  readonly linesOmitted?: number;
}

/** The whole cart anew: nothing that was there before counts. A told total counts only in the currency of the lines. */
export function wholeGoods({ lines: told, currency, valueMinor, linesOmitted }: ToldGoods): CartGoods {
  const common = commonCurrency(told);
  const foreign = told.some((line) => line.currency !== undefined && line.currency !== (common ?? currency));
  if (foreign) {
    const lines = uniqueLines(told.map((line) => withCurrency(line, line.currency ?? currency)));
    return valued({ lines, linesCurrency: undefined, linesOmitted, valueMinor: null });
  }
  const lines = uniqueLines(common === undefined ? told : told.map((line) => withCurrency(line)));
  const linesCurrency = common ?? currency;
  const total = (currency ?? linesCurrency) === linesCurrency ? valueMinor : undefined;
  return valued({ lines, linesCurrency, linesOmitted, valueMinor: null }, total);
}

/**
 * One line more. A line that is told without a currency is in that of the lines that are there; one in another currency
 * makes every line name its own.
 */
export function withLine(goods: CartGoods, line: CartLine, told: string | undefined): CartGoods {
  const { lines, linesCurrency } = goods;
  const currency = line.currency ?? told;
  if (lines.length === 0)
    return valued({ ...goods, lines: addLine([], withCurrency(line)), linesCurrency: currency ?? linesCurrency });
  if (currency === undefined || currency === linesCurrency)
    return valued({
      lines: addLine(lines, withCurrency(line)),
      linesCurrency,
      linesOmitted: goods.linesOmitted,
      valueMinor: null,
    });
  const named = lines.map((present) => withCurrency(present, present.currency ?? linesCurrency));
  return valued({ ...goods, lines: addLine(named, withCurrency(line, currency)), linesCurrency: undefined });
}

/** The same cart with fewer lines, or smaller ones. */
export function withLines(goods: CartGoods, lines: CartLines): CartGoods {
  return valued({ ...goods, lines, linesOmitted: lines.length === 0 ? undefined : goods.linesOmitted });
}

/**
 * The currency of all lines; null where they have two, or where nobody can know. Lines of which none was told are in the
 * one that was last told of the cart, if there never was another.
 */
export function currencyOf(
  { lines, linesCurrency }: CartGoods,
  told: { readonly currency: string | null; readonly currencyChanged?: boolean },
): string | null {
  const [first] = lines;
  if (!first) return linesCurrency ?? told.currency;
  const assumed = linesCurrency ?? (told.currencyChanged ? null : told.currency);
  const currency = first.currency ?? assumed;
  return lines.every((line) => (line.currency ?? assumed) === currency) ? currency : null;
}

/** A total that the shop told stands until the contents change; some lines of many have no total. */
function valued(goods: CartGoods, told?: number): CartGoods {
  const { lines, linesCurrency, linesOmitted } = goods;
  const sum = linesOmitted ? null : linesValue(lines, linesCurrency);
  return { lines, linesCurrency, linesOmitted, valueMinor: told ?? sum };
}

function commonCurrency(lines: CartLines): string | undefined {
  const [first] = lines;
  return lines.every(({ currency }) => currency === first?.currency) ? first?.currency : undefined;
}

function withCurrency(line: CartLine, currency?: string): CartLine {
  // Nearly every line: a cart is folded anew with every event of it.
  if (line.currency === currency && (currency !== undefined || !('currency' in line))) return line;
  const { currency: _, ...rest } = line;
  return currency === undefined ? rest : { ...rest, currency };
}

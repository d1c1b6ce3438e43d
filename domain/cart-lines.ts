/** What a cart holds of one product at one price. */
export interface CartLine {
  /** The shop's id of the product, or of its variant where the shop has one id for each. */
  readonly productId: string;
  /** Where `productId` names several variants. */
  readonly variantId?: string;
  /** Pieces, or a measure: 2.5 metres. */
  readonly quantity: number;
  readonly unitPriceMinor?: number;
  /** What the whole line costs, where the price of one piece is not exact (three for 100.00): it wins. */
  readonly totalMinor?: number;
  /** Where it is not the currency of the cart. */
  readonly currency?: string;
  readonly name?: string;
  readonly url?: string;
  readonly imageUrl?: string;
  readonly category?: string;
}

export type CartLines = readonly CartLine[];

/** Goods that left a cart, whatever they cost there. */
export interface TakenGoods {
  readonly productId: string;
  readonly variantId?: string | undefined;
  readonly quantity: number;
}

/** One line per product, variant, price and currency: a product that is listed twice at one price means the sum. */
export function uniqueLines(lines: CartLines): CartLines {
  const present = lines.filter((line) => line.quantity > 0);
  if (new Set(present.map((line) => line.productId)).size === present.length) return present;
  return present.reduce<CartLines>(addLine, []);
}

/**
 * The quantities of equal goods add up, and the newest description of them wins. A product whose price changed between
 * two additions is two lines: both were told, and neither price is that of the other piece. So is a piece without a
 * price beside one with a price: what it costs was never told. It is described like the other, where it says nothing.
 */
export function addLine(lines: CartLines, added: CartLine): CartLines {
  if (!(added.quantity > 0)) return lines;
  let atOtherPrice: CartLine | undefined;
  for (const [index, line] of lines.entries()) {
    if (!isSameGood(line, added)) continue;
    if (isSamePrice(line, added)) return lines.with(index, sumOf(line, added));
    atOtherPrice = line;
  }
  return [...lines, atOtherPrice ? { ...descriptionOf(atOtherPrice), ...known(added) } : known(added)];
}

function sumOf(present: CartLine, added: CartLine): CartLine {
  const sum = { ...present, ...known(added), quantity: exact(present.quantity + added.quantity) };
  if (present.totalMinor === undefined && added.totalMinor === undefined) return sum;
  return { ...sum, totalMinor: (lineTotal(present) ?? 0) + (lineTotal(added) ?? 0) };
}

/**
 * Takes out what is there, never more. Of a product at several prices the newest goes first: what was added last is
 * what customers take back, and a gift that a shop adds to a paid piece stands behind it.
 */
export function removeQuantity(lines: CartLines, productId: string, quantity: number, variantId?: string): CartLines {
  let left = lines;
  let wanted = quantity;
  for (let index = lines.length - 1; index >= 0 && wanted > 0; index -= 1) {
    const line = left[index];
    if (line?.productId !== productId || !mayBeVariant(line, variantId)) continue;
    left = line.quantity <= wanted ? left.toSpliced(index, 1) : left.with(index, withLess(line, wanted));
    wanted = exact(wanted - line.quantity);
  }
  return left;
}

/** The lines without what was bought, at whatever price: a discount at the checkout makes it no other product. */
export function takeOut(lines: CartLines, bought: readonly TakenGoods[]): CartLines {
  return bought.reduce(
    (left, { productId, quantity, variantId }) => removeQuantity(left, productId, quantity, variantId),
    lines,
  );
}

/**
 * The sum in minor units. Null as soon as one price is unknown or two currencies meet, because a sum of some prices is no
 * total; and past what an integer holds. Lines that name no currency are in `currency`, or in the others' without it.
 */
export function linesValue(lines: CartLines, currency?: string | null): number | null {
  let sum = 0;
  let common: string | undefined;
  for (const line of lines) {
    const total = lineTotal(line);
    const own = line.currency ?? currency ?? common;
    common ??= own;
    if (total === null || own !== common) return null;
    sum += total;
  }
  return Number.isSafeInteger(sum) ? sum : null;
}

/** Pieces and measures over all lines; a line that was not told counts as one. */
export function piecesOf({
  lines,
  linesOmitted = 0,
}: {
  readonly lines: CartLines;
  readonly linesOmitted?: number;
}): number {
  return exact(lines.reduce((sum, line) => sum + line.quantity, linesOmitted));
}

/** What a line costs in minor units, rounded half away from zero; null where no price was told. */
export function lineTotal({ quantity, unitPriceMinor, totalMinor }: CartLine): number | null {
  if (totalMinor !== undefined) return totalMinor;
  return unitPriceMinor === undefined ? null : timesQuantity(unitPriceMinor, quantity);
}

/** Quantities are exact to this part of a piece. */
const partsOfPiece = 1_000_000_000;

/** By integers where the quantity has decimals: 1.005 × 100 is 100.5, and not the 100.49999999999999 of floating point. */
function timesQuantity(amountMinor: number, quantity: number): number {
  if (Number.isInteger(quantity)) return amountMinor * quantity;
  const parts = BigInt(Math.round(quantity * partsOfPiece)) * BigInt(amountMinor);
  return Number((parts + BigInt(partsOfPiece / 2)) / BigInt(partsOfPiece));
}

/** Without what floating point adds: 0.1 and 0.2 are 0.3. */
function exact(quantity: number): number {
  return Number.isInteger(quantity) ? quantity : Math.round(quantity * partsOfPiece) / partsOfPiece;
}

function isSameGood(a: CartLine, b: CartLine): boolean {
  return a.productId === b.productId && a.variantId === b.variantId;
}

/** Totals are equal where they are the same for every piece: three for 100.00, and six for 200.00. */
function isSamePrice(a: CartLine, b: CartLine): boolean {
  if (a.currency !== b.currency || a.unitPriceMinor !== b.unitPriceMinor) return false;
  if (a.totalMinor === undefined && b.totalMinor === undefined) return true;
  const [totalA, totalB] = [lineTotal(a), lineTotal(b)];
  return totalA !== null && totalB !== null && totalA * b.quantity === totalB * a.quantity;
}

function withLess(line: CartLine, taken: number): CartLine {
  const quantity = exact(line.quantity - taken);
  const { totalMinor } = line;
  return totalMinor === undefined
    ? { ...line, quantity }
    : { ...line, quantity, totalMinor: Math.round((totalMinor / line.quantity) * quantity) };
}

/** Where only one side knows the variant, the product decides. */
function mayBeVariant(line: CartLine, variantId: string | undefined): boolean {
  return variantId === undefined || line.variantId === undefined || line.variantId === variantId;
}

/** What the line says; a field that is there without a value says nothing, before it was stored as JSON and after. */
function known(line: CartLine): CartLine {
  for (const name in line)
    if (line[name as keyof CartLine] === undefined)
      return Object.fromEntries(Object.entries(line).filter(([, each]) => each !== undefined)) as unknown as CartLine;
  return line;
}

function descriptionOf({ name, url, imageUrl, category }: CartLine): Partial<CartLine> {
  return known({ name, url, imageUrl, category } as CartLine);
}

/** What a cart holds of one product: the key is the shop's variant or product id. */
export interface CartLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor?: number;
  readonly name?: string;
  readonly url?: string;
  readonly imageUrl?: string;
  readonly category?: string;
}

export type CartLines = readonly CartLine[];

/** One line per product: a shop that lists a product twice (gift wrap, split shipping) means the sum. */
export function uniqueLines(lines: CartLines): CartLines {
  const present = lines.filter((line) => line.quantity > 0);
  if (new Set(present.map((line) => line.productId)).size === present.length) return present;
  return present.reduce<CartLines>(addLine, []);
}

/** The newest description of a product wins, its quantities add up. */
export function addLine(lines: CartLines, added: CartLine): CartLines {
  const index = lines.findIndex((line) => line.productId === added.productId);
  const present = lines[index];
  if (!present) return added.quantity > 0 ? [...lines, added] : lines;
  return lines.with(index, { ...present, ...known(added), quantity: present.quantity + added.quantity });
}

/** What the line says; a field that is there without a value says nothing, before it was stored as JSON and after. */
function known(line: CartLine): Partial<CartLine> {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined));
}

/** Takes out what is there, never more. */
export function removeQuantity(lines: CartLines, productId: string, quantity: number): CartLines {
  const index = lines.findIndex((line) => line.productId === productId);
  const present = lines[index];
  if (!present) return lines;
  if (present.quantity <= quantity) return lines.toSpliced(index, 1);
  return lines.with(index, { ...present, quantity: present.quantity - quantity });
}

/** Integer minor units; null as soon as one price is unknown, because a sum of some prices is no total. */
export function linesValue(lines: CartLines): number | null {
  let sum = 0;
  for (const { quantity, unitPriceMinor } of lines) {
    if (unitPriceMinor === undefined) return null;
    sum += quantity * unitPriceMinor;
  }
  return sum;
}

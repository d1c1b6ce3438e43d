/** A product or a line as a page names it. The server reads prices and cuts what is too long. */
export interface LineInput {
  readonly productId?: unknown;
  readonly id?: unknown;
  readonly quantity?: unknown;
  /** Whole minor units, e.g. cents. */
  readonly unitPriceMinor?: unknown;
  /** Or in whole units, e.g. `19.9` or `"19,90 €"`. */
  readonly price?: unknown;
  readonly name?: unknown;
  readonly url?: unknown;
  readonly imageUrl?: unknown;
  readonly category?: unknown;
}

export type Line = LineInput & { readonly productId: string };

/** The line with nothing else in it; nothing when it names no product. */
export function lineOf(input: LineInput | null | undefined): Line | undefined {
  const productId = input?.productId ?? input?.id;
  if (!input || !productId) return undefined;
  const { quantity = 1, unitPriceMinor, price, name, url, imageUrl, category } = input;
  return {
    productId: `${productId}`,
    quantity,
    unitPriceMinor,
    price,
    name,
    url: webUrl(url),
    imageUrl: webUrl(imageUrl),
    category,
  };
}

export function linesOf(inputs: unknown): Line[] {
  const lines: Line[] = [];
  const list = inputs as ArrayLike<LineInput>;
  for (let index = 0; index < list.length; index++) {
    const line = lineOf(list[index]);
    if (line) lines[lines.length] = line;
  }
  return lines;
}

/** An absolute address, whatever the page wrote. */
export function webUrl(value: unknown): string | undefined {
  try {
    return value ? new URL(`${value}`, location.href).href : undefined;
  } catch {
    return undefined;
  }
}

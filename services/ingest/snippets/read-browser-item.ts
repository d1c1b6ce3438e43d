import { linesPerEventMax } from '../../../events/event.ts';
import { cartLinesOf, type PlatformLine } from '../../../platforms/cart-line-of.ts';
import { plainText } from '../../../platforms/plain-text.ts';
import { webUrl } from '../../../platforms/web-url.ts';
import { shownAmount } from './shown-amount.ts';

/** A browser's clock is only corrected when it is off by more than the way takes. */
const clockErrorMsMin = 60_000;
const sourceLengthMax = 150;
const categoryLengthMax = 300;

export interface BrowserClock {
  /** How far the browser's clock is behind ours, in milliseconds. */
  readonly errorMs: number;
  /** When the request came, epoch milliseconds. */
  readonly receivedAt: number;
}

/**
 * What a page said, as an event can say it. The script in the page stays small because prices are read, texts are cut
 * and clocks are set right here; what makes no sense is left out, and a line without a product is none.
 */
export function readBrowserItem(item: unknown, clock: BrowserClock, locale?: string): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const event: Record<string, unknown> = { ...item };
  const currency = typeof event['currency'] === 'string' ? event['currency'].trim().toUpperCase() : '';
  const known = /^[A-Z]{3}$/.test(currency) ? currency : null;
  // Whoever guesses the id of a cart could make it their own.
  delete event['cartAliases'];
  set(event, 'currency', known ?? undefined);
  set(event, 'occurredAt', onOurClock(event['occurredAt'], clock));
  set(event, 'valueMinor', isMinor(event['valueMinor']) ? event['valueMinor'] : undefined);
  set(event, 'restoreUrl', webUrl(event['restoreUrl']));
  set(event, 'category', plainText(event['category'], categoryLengthMax));
  set(event, 'source', plainText(event['source'], sourceLengthMax));
  if (Array.isArray(event['lines'])) event['lines'] = readLines(event['lines'], known, locale);
  if (typeof event['line'] === 'object') event['line'] = readLines([event['line']], known, locale)[0];
  return event;
}

function set(event: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete event[name];
  else if (name in event) event[name] = value;
}

function readLines(lines: readonly unknown[], currency: string | null, locale: string | undefined): unknown[] {
  return lines.slice(0, linesPerEventMax).flatMap((line) => readLine(line, currency, locale));
}

function readLine(line: unknown, currency: string | null, locale: string | undefined): unknown[] {
  if (typeof line !== 'object' || line === null) return [];
  const { productId, quantity, unitPriceMinor, price, ...rest } = line as Record<string, unknown>;
  const platformLine: PlatformLine = {
    ids: [productId],
    quantity: quantity ?? 1,
    name: rest['name'],
    url: rest['url'],
    imageUrl: rest['imageUrl'],
    category: rest['category'],
  };
  const priceMinor = isMinor(unitPriceMinor) ? unitPriceMinor : shownAmount(price, currency, locale);
  return cartLinesOf([platformLine], currency).map((read) =>
    priceMinor === null ? read : { ...read, unitPriceMinor: priceMinor },
  );
}

function isMinor(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Moves a time by the error of the browser's clock, never into the future. */
function onOurClock(occurredAt: unknown, { errorMs, receivedAt }: BrowserClock): unknown {
  if (typeof occurredAt !== 'string' || Math.abs(errorMs) < clockErrorMsMin) return occurredAt;
  const at = new Date(Math.min(Date.parse(occurredAt) + errorMs, receivedAt));
  return Number.isNaN(at.getTime()) ? occurredAt : at.toISOString();
}

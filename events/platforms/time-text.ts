/** ISO 8601 date and time without a zone behind it. */
const zoneless = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
/** Numbers below this count seconds, from it on milliseconds: they meet in 1973 and in the year 5138. */
const secondsMax = 100_000_000_000;

/**
 * A platform's time as an event carries it: ISO 8601 in UTC. Takes ISO (without a zone it is UTC: fields such as
 * WooCommerce's `*_gmt`), RFC 2822, seconds and milliseconds since 1970. Null: no time.
 */
export function timeText(value: unknown): string | null {
  const ms = timeMs(value);
  return ms === null ? null : new Date(ms).toISOString();
}

/** The same in epoch milliseconds. */
export function timeMs(value: unknown): number | null {
  if (typeof value === 'number') return inRange(value < secondsMax ? value * 1_000 : value);
  if (typeof value !== 'string' || value.trim() === '') return null;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) return timeMs(Number(text));
  return inRange(Date.parse(zoneless.test(text) ? `${text.replace(' ', 'T')}Z` : text));
}

function inRange(ms: number): number | null {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? Math.round(ms) : null;
}

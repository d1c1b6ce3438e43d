/** The years that DateTime64 can hold. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2299, 0, 1);

/** Epoch milliseconds as ClickHouse reads times: `2026-11-22 10:00:00.000`, moved into the years that it knows. */
export function utcText(atMs: number): string {
  return new Date(Math.min(latest, Math.max(earliest, atMs))).toISOString().replace('T', ' ').replace('Z', '');
}

/** The same for a time that may be missing. */
export function utcTextOrNull(atMs: number | null): string | null {
  return atMs === null ? null : utcText(atMs);
}

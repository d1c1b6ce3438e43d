const baseMs = 500;
const mostMs = 30_000;

/** How long to wait before the next attempt: anything up to twice the time before, so that not all pages come at once. */
export function jitteredMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(mostMs, baseMs * 2 ** failures));
}

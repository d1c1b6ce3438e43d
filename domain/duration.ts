export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A store's clock can run faster than the wall (demo, tests): store milliseconds to wall milliseconds. */
export function toWallMs(storeMs: number, timeScale: number): number {
  return Math.ceil(storeMs / timeScale);
}

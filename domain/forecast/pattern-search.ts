export interface Bounds {
  readonly from: number;
  readonly to: number;
}

export interface Found {
  readonly point: readonly number[];
  readonly value: number;
}

const firstStep = 0.2;
const lastStep = 0.02;
/** Of the function: ends a search that goes on improving by little. */
const evaluationsMax = 150;

/**
 * The least value near a start: tries a step in each direction, keeps what is better, and halves the step where nothing is. It
 * needs no slope and gives the same answer each time.
 *
 * Source: R. Hooke and T. A. Jeeves, "Direct Search" (1961), without the pattern moves.
 */
export function patternSearch(
  of: (point: readonly number[]) => number,
  { start, bounds }: { readonly start: readonly number[]; readonly bounds: readonly Bounds[] },
): Found {
  let best: Found = { point: start, value: of(start) };
  let evaluations = 1;
  for (let step = firstStep; step >= lastStep && evaluations < evaluationsMax; ) {
    let isBetter = false;
    for (const [axis, { from, to }] of bounds.entries()) {
      for (const direction of [1, -1]) {
        const moved = Math.min(to, Math.max(from, (best.point[axis] ?? 0) + direction * step * (to - from)));
        const point = best.point.with(axis, moved);
        const value = of(point);
        evaluations++;
        if (value < best.value) {
          best = { point, value };
          isBetter = true;
          break;
        }
      }
    }
    if (!isBetter) step /= 2;
  }
  return best;
}

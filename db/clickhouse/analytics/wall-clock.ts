import type { WallDimension } from '../../../domain/analytics/measures.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';

/** 1 January 1970 was a Thursday. */
const weekdayOfDayZero = 3;

/**
 * What a clock on the wall of the store showed at a moment, as text. By the offsets that the calendar gave (parameters
 * `offsetStarts` and `offsets`), because a server need not know every zone that a store may have.
 */
export function wallExpression(dimension: WallDimension, atMs: string): string {
  const since = `roundDown(${atMs}, {offsetStarts: Array(Int64)})`;
  const local = `(${atMs} + transform(${since}, {offsetStarts: Array(Int64)}, {offsets: Array(Int64)}, toInt64(0)))`;
  switch (dimension) {
    case 'weekday':
      return `toString(modulo(intDiv(${local}, ${dayMs}) + ${weekdayOfDayZero}, 7) + 1)`;
    case 'hourOfDay':
      return `leftPad(toString(intDiv(modulo(${local}, ${dayMs}), ${hourMs})), 2, '0')`;
    default:
      return assertNever(dimension);
  }
}

import type { StorefrontEvent } from '../../../events/event.ts';
import { type CheckOptions, checkEvent, type EventProblem } from './check-event.ts';
import { markedIncomplete, mendEvent } from './mend-event.ts';

export type AcceptedItem =
  /** `mended`: details that were left out or cut, as paths; empty for nearly every event. */
  | { readonly ok: true; readonly event: StorefrontEvent; readonly mended: string[] }
  | { readonly ok: false; readonly error: EventProblem };

export interface AcceptOptions extends CheckOptions {
  /** When it came, epoch milliseconds. */
  readonly receivedAt: number;
}

/**
 * Parses one item as an event as every endpoint does: what is right is taken as it is, and what is wrong in a detail only is
 * taken without that detail. The problem of a refused item is that of the item as it came.
 */
export function acceptEvent(item: unknown, options: AcceptOptions): AcceptedItem {
  const checked = checkEvent(item, options);
  if (checked.ok) return { ok: true, event: checked.event, mended: [] };
  const mended = mendEvent(item, options);
  if (!mended) return checked;
  const again = checkEvent(markedIncomplete(mended), { searchHostile: true });
  return again.ok ? { ok: true, event: again.event, mended: mended.mended } : checked;
}

import { eventIdLengthMax } from '../../../events/event.ts';

/** The id of an item that may be no event at all; null when there is none to read. */
export function itemId(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  return typeof item.id === 'string' && item.id.length <= eventIdLengthMax && item.id.isWellFormed() ? item.id : null;
}

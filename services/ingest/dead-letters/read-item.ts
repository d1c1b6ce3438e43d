import type { JsonValue } from '../../../repair/json-value.ts';

/** What the endpoint stamps on an event; it does so again when the event is taken in. */
const stamps: ReadonlySet<string> = new Set(['storeId', 'receivedAt']);

/** The item of a dead letter; undefined when its bytes are gone or no JSON. */
export function readItem({
  event,
  source,
}: {
  readonly event: string;
  readonly source: string;
}): JsonValue | undefined {
  try {
    const item = JSON.parse(event) as JsonValue;
    if (source !== 'pipeline' || typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).filter(([name]) => !stamps.has(name)));
  } catch {
    return undefined;
  }
}

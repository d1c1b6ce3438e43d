import type { JsonRecord, JsonValue } from '../../../repair/json-value.ts';
import { isRecord, sameJson } from '../../../repair/json-value.ts';
import { checkEvent } from '../../../services/ingest/events/check-event.ts';

/** How a repaired event stands to what it was: the same, with optional fields missing, or saying something else. */
export type Verdict = 'exact' | 'incomplete' | 'false';

export function judge(repaired: JsonRecord, systemOfRecord: JsonRecord): Verdict {
  const [found, wanted] = [eventOf(repaired), eventOf(systemOfRecord)];
  if (sameJson(found, wanted)) return 'exact';
  return isWithin(found, wanted) ? 'incomplete' : 'false';
}

/** As the endpoint would take it: only fields of the schema, moments as instants. */
function eventOf(item: JsonRecord): JsonValue {
  const checked = checkEvent(item, { searchHostile: false });
  if (!checked.ok) throw new Error(`a repaired event is refused at ${checked.error.path}`);
  const { occurredAt, ...event } = JSON.parse(JSON.stringify(checked.event)) as JsonRecord;
  return { ...event, occurredAt: Date.parse(String(occurredAt)) };
}

function isWithin(found: JsonValue, wanted: JsonValue): boolean {
  if (Array.isArray(found) && Array.isArray(wanted))
    return found.length === wanted.length && found.every((item, index) => isWithin(item, wanted[index] as JsonValue));
  if (!isRecord(found) || !isRecord(wanted)) return sameJson(found, wanted);
  return Object.entries(found).every(
    ([name, value]) => Object.hasOwn(wanted, name) && isWithin(value, wanted[name] as JsonValue),
  );
}

import { fieldAt, type Guarded } from './event-fields.ts';
import { isRecord, type JsonValue, sameJson } from './json-value.ts';
import { everyItem } from './path.ts';

/** Everything below these belongs to who somebody is, whatever a shop calls it. */
const guardedContainers: Readonly<Record<string, Guarded>> = { who: 'identity' };

/**
 * What a repair changes that only a person may change, as paths of the canonical event with the reason, by comparing the
 * two documents leaf by leaf: it does not matter how the repair came about or what it says about itself. A consent is
 * guarded as a whole.
 */
export function guardedChanges(
  before: JsonValue,
  after: JsonValue,
): readonly { readonly path: string; readonly guarded: Guarded }[] {
  const found = new Map<string, Guarded>();
  for (const path of changedLeaves(before, after, [])) {
    const field = path.map((part) => (typeof part === 'number' ? everyItem : part)).join('.');
    const guarded = isConsent(after) || isConsent(before) ? 'consent' : guardOf(field);
    if (guarded) found.set(field, guarded);
  }
  return [...found].map(([path, guarded]) => ({ path, guarded }));
}

function guardOf(field: string): Guarded | null {
  const container = guardedContainers[field.split('.')[0] ?? ''];
  return container ?? fieldAt(field.split('.'))?.guarded ?? null;
}

function isConsent(document: JsonValue): boolean {
  return isRecord(document) && document['type'] === 'consent_updated';
}

type Parts = readonly (string | number)[];

/** Where the two differ, down to the leaves of what only one of them has. */
function changedLeaves(before: JsonValue | undefined, after: JsonValue | undefined, path: Parts): Parts[] {
  if (sameJson(before, after)) return [];
  const parts = new Set([...partsOf(before), ...partsOf(after)]);
  if (parts.size === 0) return [path];
  const inner = [...parts].flatMap((part) => changedLeaves(partOf(before, part), partOf(after, part), [...path, part]));
  return isContainer(before) === isContainer(after) ? inner : [path, ...inner];
}

function partsOf(value: JsonValue | undefined): readonly (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return isRecord(value) ? Object.keys(value) : [];
}

function partOf(value: JsonValue | undefined, part: string | number): JsonValue | undefined {
  if (typeof part === 'number') return Array.isArray(value) ? (value[part] as JsonValue | undefined) : undefined;
  return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

function isContainer(value: JsonValue | undefined): boolean {
  return Array.isArray(value) || isRecord(value);
}

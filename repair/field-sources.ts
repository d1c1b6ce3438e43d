import { describedFields, type Field } from './event-fields.ts';
import { isSessionName } from './field-names.ts';
import { isRecord, type JsonRecord, type JsonValue } from './json-value.ts';
import type { FieldSource } from './match-fields.ts';
import { everyItem, type Path, valuesAt } from './path.ts';
import { nameLengthMax } from './words.ts';

const depthMax = 3;
const sourcesMax = 100;

/**
 * Where in a dead letter the value of a missing field could be: every place in the same record (or the same items of a
 * list), down to a few records deep, that is not a field of the event already.
 */
export function fieldSources(document: JsonValue, field: Field): readonly FieldSource[] {
  const shared = field.path.lastIndexOf(everyItem) + 1;
  const container = field.path.slice(0, shared);
  const holders = valuesAt(document, container).filter(isRecord);
  const paths = new Map<string, Path>();
  for (const holder of holders.slice(0, sourcesMax)) collect(holder, [], paths);
  return [...paths.values()]
    .map((path) => ({ path: [...container, ...path], inner: path }))
    .filter(({ path }) => isFree(path, field) && !(field.path[0] === 'who' && isSessionName(path)))
    .map(({ path, inner }) => ({ path, values: holders.flatMap((holder) => valuesAt(holder, inner)) }))
    .filter(({ values }) => values.every((value) => couldHold(field, value)));
}

function collect(record: JsonRecord, at: Path, paths: Map<string, Path>): void {
  for (const [name, value] of Object.entries(record)) {
    if (paths.size >= sourcesMax) return;
    if (name.length > nameLengthMax) continue;
    const path = [...at, name];
    paths.set(JSON.stringify(path), path);
    if (isRecord(value) && path.length < depthMax) collect(value, path, paths);
  }
}

/** A place that the schema knows belongs to its own field; a record cannot move into itself. */
function isFree(path: Path, field: Field): boolean {
  const key = path.join('.');
  if (key in describedFields && !isFlattened(key)) return false;
  return !field.path.every((part, index) => path[index] === part);
}

/** Names of other events' fields that stand alone where this event has none of them. */
function isFlattened(key: string): boolean {
  return ['country', 'locale', 'source', 'status', 'channel', 'firstName', 'category', 'line', 'lines'].includes(key);
}

function couldHold({ kind }: Field, value: JsonValue): boolean {
  if (kind === 'list') return typeof value === 'object' || typeof value === 'string';
  if (kind === 'record') return isRecord(value) || typeof value === 'string';
  return value === null || typeof value !== 'object';
}

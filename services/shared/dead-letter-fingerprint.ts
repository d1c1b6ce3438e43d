import { hash } from 'node:crypto';
import { isStorableText } from '../../domain/storable-text.ts';
import { amountUnitOf } from '../../repair/amount-unit.ts';

export interface Failure {
  /** Where it failed: `api`, `websocket`, `webhook:<platform>`, `pipeline`. */
  readonly source: string;
  /** Where in the item the error is, and its code. */
  readonly path: string;
  readonly cause: string;
}

const depthMax = 6;
const pathsMax = 300;
const nameLengthMax = 64;
const eventTypeLengthMax = 64;

/**
 * What dead letters share that failed alike: source, type of event, error, and the shape of the item (its paths with their
 * JSON types, and whether its amounts have decimals). It holds no value of the item but the type, and is a hash of all that: 32 hex digits.
 */
export function fingerprintOf(item: unknown, { source, path, cause }: Failure): string {
  const place = path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? '*' : part))
    .join('.');
  const unit = amountUnitOf(item);
  const failure: unknown[] = [source, eventTypeOf(item), place, cause, shapeOf(item)];
  // Amounts with decimals are repaired in another way than those without, so they are never approved as one.
  if (unit === 'decimal' || unit === 'mixed') failure.push(unit);
  return hash('sha256', JSON.stringify(failure), 'hex').slice(0, 32);
}

/** The type that an item says it has; null when it says none. */
export function eventTypeOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('type' in item)) return null;
  return typeof item.type === 'string' && item.type.length <= eventTypeLengthMax && isStorableText(item.type)
    ? item.type
    : null;
}

/** Sorted paths of an item with their JSON types; all items of a list are one. */
export function shapeOf(item: unknown): readonly string[] {
  const paths = new Set<string>();
  collect(item, '', 0, paths);
  return [...paths].sort();
}

function collect(value: unknown, path: string, depth: number, paths: Set<string>): void {
  if (paths.size >= pathsMax) return;
  if (Array.isArray(value)) {
    paths.add(`${path}:list`);
    if (depth < depthMax) for (const item of value.slice(0, pathsMax)) collect(item, `${path}.*`, depth + 1, paths);
  } else if (typeof value === 'object' && value !== null) {
    paths.add(`${path}:record`);
    if (depth < depthMax)
      for (const [name, inner] of Object.entries(value))
        collect(inner, `${path}.${name.slice(0, nameLengthMax)}`, depth + 1, paths);
  } else {
    paths.add(`${path}:${value === null ? 'null' : typeof value}`);
  }
}

import { dayMs } from '../../domain/duration.ts';
import { uuidPattern } from '../../domain/ids.ts';
import { isRecord, type JsonValue } from '../json-value.ts';

/** What values look like, as shares from 0 to 1 of those that do. */
export interface ValueShape {
  readonly smallWhole: number;
  readonly number: number;
  readonly digits: number;
  readonly uuid: number;
  readonly code: number;
  readonly url: number;
  readonly email: number;
  readonly spaced: number;
  readonly moment: number;
  readonly empty: number;
  readonly distinct: number;
}

const shortCount = 100;
const earliestMs = Date.UTC(2005, 0, 1);

export function shapeOfValues(values: readonly JsonValue[], receivedAt: number): ValueShape {
  const share = (holds: (value: JsonValue) => boolean): number =>
    values.length === 0 ? 0 : values.filter(holds).length / values.length;
  const text = (pattern: RegExp) => share((value) => typeof value === 'string' && pattern.test(value));
  return {
    smallWhole: share((value) => isWhole(value) && Number(value) >= 1 && Number(value) <= shortCount),
    number: share((value) => typeof value === 'number'),
    digits: share((value) => isWhole(value) && String(value).length >= 4),
    // Shops write theirs as they like.
    uuid: share((value) => typeof value === 'string' && uuidPattern.test(value.toLowerCase())),
    code: text(/^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{2,}$/),
    url: text(/^(https?:)?\/\//),
    email: text(/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/),
    spaced: text(/\S\s+\S/),
    moment: share((value) => isMoment(value, receivedAt)),
    empty: share((value) => value === null || value === ''),
    distinct: values.length === 0 ? 0 : new Set(values.map((value) => JSON.stringify(value))).size / values.length,
  };
}

/** How many of a list's items look like lines: records with something like a product and a count. */
export function lineLikeness(values: readonly JsonValue[]): number {
  const items = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  if (items.length === 0) return 0;
  const alike = items.filter((item) => {
    if (!isRecord(item)) return false;
    const names = Object.keys(item).join(' ').toLowerCase();
    const hasCount = Object.values(item).some((value) => isWhole(value) && Number(value) <= shortCount);
    return hasCount && /id|sku|code|product|item|art/.test(names);
  });
  return alike.length / items.length;
}

function isWhole(value: JsonValue): boolean {
  return (
    (typeof value === 'number' && Number.isInteger(value)) || (typeof value === 'string' && /^\d{1,15}$/.test(value))
  );
}

function isMoment(value: JsonValue, receivedAt: number): boolean {
  const isNear = (ms: number): boolean => ms >= earliestMs && ms <= receivedAt + dayMs;
  if (typeof value === 'number') return isNear(value) || isNear(value * 1_000) || isNear(value / 1_000);
  if (typeof value !== 'string' || value.length < 8) return false;
  if (/^\d+$/.test(value)) return isMoment(Number(value), receivedAt);
  return /\d{4}|\d{2}:\d{2}/.test(value) && isNear(Date.parse(value));
}

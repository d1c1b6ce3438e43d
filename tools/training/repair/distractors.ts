import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedFields } from '../../../repair/event-fields.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../../repair/json-value.ts';
import { plainName } from '../../../repair/words.ts';
import type { Random } from './random.ts';

/** Fields that an event does not have, as real requests carry them around what matters. */
export interface Distractors {
  readonly top: readonly (readonly [string, JsonValue])[];
  readonly line: readonly (readonly [string, JsonValue])[];
}

const valueLengthMax = 120;
/** Names of the event itself, and `price`, which in a line is the price. */
const own = new Set([...Object.keys(describedFields).map((path) => plainName(path.split('.').at(-1) ?? '')), 'price']);

/** Names with values from the bodies in a folder of real webhooks; a few well-known ones without it. */
export function readDistractors(folder: string): Distractors {
  const top: [string, JsonValue][] = [];
  const line: [string, JsonValue][] = [];
  for (const path of existsSync(folder) ? jsonFiles(folder) : []) {
    const body = parsed(readFileSync(path, 'utf8'));
    collect(body, top, line);
  }
  return top.length > 100 ? { top, line: line.length > 20 ? line : fewInLines } : { top: few, line: fewInLines };
}

/** The document with some of them put in, where no name is taken. */
export function distracted(document: JsonRecord, random: Random, { top, line }: Distractors): JsonRecord {
  const inLine = random.some(line, random.below(4));
  const noisy = (item: JsonValue): JsonValue => (isRecord(item) ? { ...Object.fromEntries(inLine), ...item } : item);
  const withLines = Object.fromEntries(
    Object.entries(document).map(([name, value]) => [name, Array.isArray(value) ? value.map(noisy) : value]),
  );
  return { ...Object.fromEntries(random.some(top, random.below(7))), ...withLines };
}

function collect(value: JsonValue, top: [string, JsonValue][], line: [string, JsonValue][]): void {
  if (!isRecord(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (isScalar(inner)) {
      if (!own.has(plainName(name))) top.push([name, inner]);
    } else if (Array.isArray(inner)) {
      for (const item of inner) if (isRecord(item)) line.push(...scalarsOf(item));
    } else collect(inner, top, line);
  }
}

function scalarsOf(item: JsonRecord): [string, JsonValue][] {
  return Object.entries(item).filter(([name, value]) => isScalar(value) && !own.has(plainName(name)));
}

function isScalar(value: JsonValue): boolean {
  return value === null || (typeof value !== 'object' && String(value).length <= valueLengthMax);
}

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.startsWith('esp'))
    .sort()
    .map((name) => join(folder, name));
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

const few: Distractors['top'] = [
  ['note', null],
  ['gateway', 'web'],
  ['total_weight', 1_300],
  ['taxes_included', true],
  ['buyer_accepts_marketing', false],
  ['source_name', 'web'],
  ['user_agent', 'Mozilla/5.0'],
];
const fewInLines: Distractors['line'] = [
  ['grams', 500],
  ['taxable', true],
  ['vendor', 'Acme'],
  ['fulfillment_status', null],
];

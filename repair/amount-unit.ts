import { eventFields } from './event-fields.ts';
import { amountNames } from './field-names.ts';
import { isRecord, type JsonValue } from './json-value.ts';
import { valuesAt } from './path.ts';
import { nameLengthMax, plainName } from './words.ts';

/**
 * In which unit amounts were written, as far as their form says. `decimal`: with decimals, so in whole units of the
 * currency. `whole`: without any, which is cents to one sender and euros to another. `mixed`: both at once, as a program
 * writes that leaves out `.00`: nobody can tell what the whole ones are. `none`: there are no amounts but zero.
 */
export type AmountUnit = 'decimal' | 'whole' | 'mixed' | 'none';

const depthMax = 6;
const valuesMax = 2_000;

/** The unit of the amounts of an item as it came, found by the names that amounts have in shops. */
export function amountUnitOf(item: unknown): AmountUnit {
  const amounts: unknown[] = [];
  collect(item, 0, amounts);
  return unitOf(amounts);
}

/** The unit of the amounts of an event, which are where its fields are. */
export function amountUnitOfEvent(event: JsonValue): AmountUnit {
  const type = isRecord(event) ? event['type'] : undefined;
  const fields = (typeof type === 'string' ? eventFields.get(type) : undefined) ?? [];
  return unitOf(fields.flatMap(({ kind, path }) => (kind === 'minor_units' ? valuesAt(event, path) : [])));
}

function unitOf(amounts: readonly unknown[]): AmountUnit {
  const forms = new Set(amounts.map(formOf));
  const [isDecimal, isWhole] = [forms.has('decimal'), forms.has('whole')];
  if (isDecimal && isWhole) return 'mixed';
  return isDecimal ? 'decimal' : isWhole ? 'whole' : 'none';
}

/** Zero is zero in every unit, and says nothing unless it shows its decimals beside others that do not. */
function formOf(value: unknown): 'decimal' | 'whole' | null {
  if (typeof value === 'number') return value === 0 ? null : Number.isInteger(value) ? 'whole' : 'decimal';
  if (typeof value !== 'string' || value.length > nameLengthMax || !/^-?\d/.test(value)) return null;
  if (/^-?\d+$/.test(value)) return Number(value) === 0 ? null : 'whole';
  return /[.,]\d{1,4}$/.test(value) ? 'decimal' : null;
}

function collect(value: unknown, depth: number, amounts: unknown[]): void {
  if (depth > depthMax || amounts.length >= valuesMax) return;
  if (Array.isArray(value)) for (const inner of value.slice(0, valuesMax)) collect(inner, depth + 1, amounts);
  else if (isRecord(value))
    for (const [name, inner] of Object.entries(value).slice(0, valuesMax)) {
      if (typeof inner === 'object') collect(inner, depth + 1, amounts);
      else if (name.length <= nameLengthMax && amountNames.has(plainName(name))) amounts.push(inner);
    }
}

import fc from 'fast-check';
import { z } from 'zod';
import { consentOrigins } from '../domain/consent-provenance.ts';
import { type AcceptedEvent, eventSchema, type StorefrontEvent } from '../events/event.ts';

/**
 * Events of one kind that the schema of events accepts, made from that schema: every optional field there and not there,
 * texts in all scripts, numbers up to their bounds.
 */
export function validEvent(kind: StorefrontEvent['type']): fc.Arbitrary<AcceptedEvent> {
  const option = eventSchema.options.find(({ shape }) => shape.type.value === kind);
  if (!option) throw new Error(`there is no event ${kind}`);
  const json = z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const stamped = fc.record(
    { storeId: fc.uuid(), receivedAt: fc.integer({ min: 0, max: momentMax }), traceparent },
    { requiredKeys: ['storeId', 'receivedAt'] },
  );
  const door = fc.option(fc.constantFrom(...consentOrigins));
  return fc
    .tuple(arbitraryOf(json), stamped, door)
    .map(([event, stamp, provenance]) => ({
      parsed: eventSchema.safeParse(event),
      stamp: { ...stamp, ...(kind === 'consent_updated' && provenance && { provenance }) },
    }))
    .filter(({ parsed }) => parsed.success)
    .map(({ parsed, stamp }) => ({ ...(parsed.data as StorefrontEvent), ...stamp }));
}

const traceparent = fc
  .tuple(fc.bigInt(1n, 2n ** 128n - 1n), fc.bigInt(1n, 2n ** 64n - 1n))
  .map(([trace, parent]) => `00-${hex(trace, 32)}-${hex(parent, 16)}-01`);

function hex(value: bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The last moment that a Date can hold, epoch milliseconds. */
const momentMax = 8.64e15;
const itemsMax = 4;
const textLengthMax = 40;

function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000) }),
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? Number.MAX_SAFE_INTEGER),
      );
    case 'number':
      return fc.oneof(
        fc.constantFrom(0.25, 2.5, schema.maximum ?? Number.MAX_SAFE_INTEGER),
        fc.integer({ min: 1, max: 1_000 }),
      );
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: itemsMax });
    case 'object':
      return objectOf(schema);
    default:
      throw new Error(`no way to make a value of ${JSON.stringify(schema)}`);
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields: [string, fc.Arbitrary<unknown>][] = Object.entries(properties).map(([name, schema]) => [
    name,
    arbitraryOf(schema),
  ]);
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  return fc.record(model, { requiredKeys: [...required] });
}

function textOf({ format, pattern, minLength = 0, maxLength = textLengthMax }: JsonSchema): fc.Arbitrary<string> {
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, textLengthMax)) };
  if (format === 'date-time') return momentText;
  if (format === 'email') return fc.constantFrom('ada@shop.example', 'a.b+c@shop.example');
  if (format === 'uri') return fc.webUrl({ withQueryParameters: true, withFragments: true });
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ ...length, unit: 'grapheme' });
}

const momentText = fc
  .tuple(
    fc.date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '+05:30', '-08:00'),
  )
  .map(([date, offset]) => date.toISOString().replace('Z', offset));

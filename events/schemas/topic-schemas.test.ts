import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { featureSet, featureSetHash } from '../../ml/features.ts';
import type { Prediction } from '../../ml/prediction.ts';
import { eventSchema } from '../event.ts';
import { topics } from '../topics.ts';
import { releaseProblems } from './release-problems.ts';
import { createMemoryRegistry } from './schema-registry.ts';
import { newestReleased, readTopicSchemas } from './topic-schemas.ts';
import { createWireCodec } from './wire-codec.ts';

test('every topic of the catalogue has a released schema, and nothing else has one', () => {
  const released = readTopicSchemas().filter(({ releasedSha256 }) => releasedSha256.length > 0);
  expect(released.map(({ topic }) => topic).toSorted()).toEqual(
    Object.values(topics)
      .map(({ name }) => name)
      .toSorted(),
  );
  expect(readTopicSchemas().flatMap(releaseProblems)).toEqual([]);
});

describe('events.validated', () => {
  const record = JSON.parse(newestReleased('events.validated').text) as AvroRecord;
  const shared = new Set(['id', 'type', 'occurredAt', 'who']);
  const records = namedTypes(record);
  const branches = typeOf(record, 'event') as readonly AvroRecord[];

  test('has a branch for every kind of event, and no other', () => {
    const kinds = eventSchema.options.map(({ shape }) => pascalCase(shape.type.value));
    expect(branches.map(({ name }) => name).toSorted()).toEqual(kinds.toSorted());
  });

  test.each(eventSchema.options.map((option) => [option.shape.type.value, option] as const))(
    '%s has the same fields there as in the schema of events',
    (kind, option) => {
      const { properties = {}, required = [] } = z.toJSONSchema(option, { io: 'input' }) as JsonObject;
      const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !shared.has(name)));
      const branch = branches.find(({ name }) => name === pascalCase(kind));
      expect(branch && fieldsOf(branch, records)).toEqual(shapeOf({ properties: own, required }));
      expect(simplified(typeOf(record, 'who'), records)).toEqual(shapeOf(properties.who as JsonObject));
    },
  );

  test('holds what all events share, and what the endpoint adds', () => {
    expect(record.fields.map(({ name }) => name).toSorted()).toEqual(
      ['id', 'occurredAt', 'who', 'event', 'storeId', 'receivedAt', 'provenance', 'traceparent'].toSorted(),
    );
  });
});

describe('the topics beside the log', () => {
  const ids = { storeId: '5f0c2a3e-0000-4000-8000-000000000001', cartId: '5f0c2a3e-0000-4000-8000-000000000002' };

  test('predictions.v1 takes what a model says', async () => {
    const prediction: Prediction = {
      probability: 0.25,
      modelVersion: 'prior-1',
      featureSetHash,
      reasons: [
        { feature: 'weekend', value: null, direction: 'raises', contribution: 0.1 },
        { feature: 'product_views', value: 3, direction: 'lowers', contribution: -0.2 },
      ],
    };
    expect(await thereAndBack('predictions.v1', { ...ids, at: 1, ...prediction })).toMatchObject(prediction);
  });

  test('features.v1 takes every feature, known or not', async () => {
    const values = Object.fromEntries(
      featureSet.features.map(({ name }, index) => [name, index % 2 ? index / 3 : null]),
    );
    const features = {
      ...ids,
      at: 1,
      featureSet: featureSet.name,
      featureSetVersion: featureSet.version,
      featureSetHash,
      values,
      names: Object.keys(values),
      predictionId: ids.cartId,
    };
    expect(await thereAndBack('features.v1', features)).toEqual(features);
  });

  test('interventions.commands takes a message to send and one to cancel', async () => {
    const command = { ...ids, id: 'c-1', userId: ids.cartId, recoveryId: ids.cartId, issuedAt: 1 };
    const send = {
      ...command,
      action: 'send',
      channel: 'sms',
      messageId: ids.cartId,
      ruleId: 'touch-1',
      template: 't',
    };
    expect(await thereAndBack('interventions.commands', send)).toMatchObject(send);
    const cancel = { ...command, action: 'cancel', reason: 'purchased' };
    expect(await thereAndBack('interventions.commands', cancel)).toMatchObject(cancel);
  });

  test('events.raw and dlq.failed-events keep bytes as they came', async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    const raw = { id: 'd-1', storeId: ids.storeId, receivedAt: 1, source: 'webhook:shopify', body: bytes };
    expect(await thereAndBack('events.raw', raw)).toMatchObject(raw);
    const letter = {
      id: ids.cartId,
      storeId: ids.storeId,
      at: 1,
      source: 'pipeline',
      kind: 'event',
      content: bytes,
      cause: 'x',
    };
    expect(await thereAndBack('dlq.failed-events', letter)).toMatchObject(letter);
  });
});

async function thereAndBack(topic: string, value: object): Promise<unknown> {
  const codec = await createWireCodec({ topic, registry: createMemoryRegistry() });
  return codec.decode(codec.encode(value));
}

type AvroType = string | AvroRecord | AvroOther | readonly AvroType[];
interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: AvroType; readonly default?: unknown }[];
}
interface AvroOther {
  readonly type: string;
  readonly items?: AvroType;
  readonly symbols?: readonly string[];
}
interface JsonObject {
  readonly type?: string;
  readonly items?: JsonObject;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonObject>>;
  readonly required?: readonly string[];
}

/** What both languages can say of a value: `string`, `integer`, a list, an object, one of some words. */
function shapeOf({ type, items, enum: words, properties, required = [] }: JsonObject): unknown {
  if (words) return { oneOf: words };
  if (items) return { list: shapeOf(items) };
  if (!properties) return type;
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [required.includes(name) ? name : `${name}?`, shapeOf(schema)]),
  );
}

function fieldsOf({ fields }: AvroRecord, records: ReadonlyMap<string, AvroRecord>): unknown {
  return Object.fromEntries(
    fields.map((field) => {
      const [empty, ...rest] = Array.isArray(field.type) ? (field.type as readonly AvroType[]) : [];
      const isOptional = empty === 'null' && rest.length === 1 && field.default === null;
      return isOptional
        ? [`${field.name}?`, simplified(rest[0] as AvroType, records)]
        : [field.name, simplified(field.type, records)];
    }),
  );
}

function simplified(type: AvroType, records: ReadonlyMap<string, AvroRecord>): unknown {
  if (typeof type === 'string') {
    const named = records.get(type);
    return named
      ? fieldsOf(named, records)
      : type === 'long' || type === 'int'
        ? 'integer'
        : type === 'double'
          ? 'number'
          : type;
  }
  if ('fields' in type) return fieldsOf(type, records);
  const { items, symbols } = type as AvroOther;
  if (symbols) return { oneOf: symbols };
  return items === undefined ? type : { list: simplified(items, records) };
}

function namedTypes(type: unknown, found = new Map<string, AvroRecord>()): ReadonlyMap<string, AvroRecord> {
  if (typeof type !== 'object' || type === null) return found;
  if ('fields' in type && 'name' in type) found.set(String(type.name), type as AvroRecord);
  for (const part of Object.values(type)) namedTypes(part, found);
  return found;
}

function typeOf({ fields }: AvroRecord, name: string): AvroType {
  const field = fields.find((candidate) => candidate.name === name);
  if (!field) throw new Error(`there is no field ${name}`);
  return field.type;
}

function pascalCase(kind: string): string {
  return kind.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

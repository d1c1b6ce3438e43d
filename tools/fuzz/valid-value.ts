import { randomUUID } from 'node:crypto';
import type { SeededRandom } from '../traffic/seeded-random.ts';
import type { ApiDocument, JsonSchema } from './operations.ts';

const depthMax = 6;

/** A value that a schema of the document accepts, as far as types, formats and bounds say; the start of every mutation. */
export function validValue(schema: JsonSchema, api: ApiDocument, random: SeededRandom, depth = 0): unknown {
  const { $ref, example, examples, const: constant, enum: choices } = schema;
  if (typeof $ref === 'string') return validValue(api.resolve($ref), api, random, depth);
  if (example !== undefined) return example;
  if (Array.isArray(examples) && examples.length > 0) return pickFrom(examples, random);
  if (constant !== undefined) return constant;
  if (Array.isArray(choices)) return pickFrom(choices, random);
  for (const union of [schema.oneOf, schema.anyOf]) {
    if (Array.isArray(union)) return validValue(pickFrom(union, random) as JsonSchema, api, random, depth);
  }
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...schema.allOf.map((part) => validValue(part as JsonSchema, api, random, depth)));
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return validText(schema);
    case 'integer':
    case 'number':
      return Math.max(numberOr(schema.minimum, 1), numberOr(schema.exclusiveMinimum, 0) + 1);
    case 'boolean':
      return random.chance(0.5);
    case 'array':
      return depth > depthMax ? [] : [validValue((schema.items ?? {}) as JsonSchema, api, random, depth + 1)];
    case 'object':
      return validObject(schema, api, random, depth);
    default:
      return null;
  }
}

function validObject(
  schema: JsonSchema,
  api: ApiDocument,
  random: SeededRandom,
  depth: number,
): Record<string, unknown> {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const kept = properties.filter(([name]) => required.has(name) || (depth < depthMax && random.chance(0.5)));
  return Object.fromEntries(kept.map(([name, property]) => [name, validValue(property, api, random, depth + 1)]));
}

function validText({ format, pattern, minLength }: JsonSchema): string {
  switch (format) {
    case 'uuid':
      return randomUUID();
    case 'date-time':
      return new Date().toISOString();
    case 'email':
      return 'ada@shop.example';
    case 'uri':
      return 'https://shop.example/page';
    default:
      if (typeof pattern === 'string' && pattern.includes('A-Z')) return 'EUR';
      return 'text'.padEnd(numberOr(minLength, 0), 'x');
  }
}

function pickFrom(items: readonly unknown[], random: SeededRandom): unknown {
  return items[random.between(0, items.length - 1)];
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

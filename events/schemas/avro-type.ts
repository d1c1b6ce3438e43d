import avro from 'avsc';
import { BoundedArray, BoundedMap } from './bounded-blocks.ts';

/** An Avro schema as JSON: what an `.avsc` file holds. */
export type AvroSchema = Parameters<typeof avro.Type.forSchema>[0];
export type AvroType = avro.Type;

/**
 * The type that a schema describes, reading untrusted bytes in bounded time and memory. Unions of two kinds of records are
 * wrapped (`{ 'name.of.Branch': value }`), a type or null is the value or null. Throws on a schema that Avro does not allow.
 */
export function avroTypeOf(schema: AvroSchema): AvroType {
  return avro.Type.forSchema(schema, { omitRecordMethods: true, typeHook: boundBlocks });
}

const boundBlocks: NonNullable<Parameters<typeof avro.Type.forSchema>[1]>['typeHook'] = (schema, options) => {
  if (typeof schema !== 'object' || Array.isArray(schema) || !('type' in schema)) return undefined;
  if (schema.type === 'array') return new BoundedArray(schema, options);
  if (schema.type === 'map') return new BoundedMap(schema, options);
  return undefined;
};

import { createHash } from 'node:crypto';
import { isDeepJson, tooDeepMessage } from '../../../events/json-depth.ts';
import { type AvroSchema, avroTypeOf } from '../../../events/schemas/avro-type.ts';
import { RegistryError, registryCodes } from './registry-error.ts';

/** A schema as a client hands it in. */
export interface SubmittedSchema {
  /** Avro as JSON text. */
  readonly schema: string;
  /** Absent: AVRO. */
  readonly schemaType?: string | undefined;
  readonly references?: readonly unknown[] | undefined;
}

export interface ParsedSchema {
  readonly avro: AvroSchema;
  /** Without white space. */
  readonly text: string;
  /** The same for schemas that differ in white space or in the order of their keys only. */
  readonly fingerprint: string;
}

export const schemaLengthMax = 256 * 1024;
const reasonLengthMax = 300;

/** Throws `RegistryError` when it is no Avro schema that stands on its own. */
export function parseSchema({ schema, schemaType = 'AVRO', references = [] }: SubmittedSchema): ParsedSchema {
  if (schemaType !== 'AVRO') throw invalid(`schemas of type ${schemaType} are not kept here, AVRO ones are`);
  if (references.length > 0) throw invalid('references are not kept here: write the schema out in full');
  if (schema.length > schemaLengthMax)
    throw new RegistryError(registryCodes.schemaTooLarge, `a schema has at most ${schemaLengthMax} characters`);
  if (isDeepJson(schema)) throw invalid(`Invalid schema: it ${tooDeepMessage}`);
  try {
    const avro = JSON.parse(schema) as AvroSchema;
    avroTypeOf(avro);
    return {
      avro,
      text: JSON.stringify(avro),
      fingerprint: createHash('sha256')
        .update(JSON.stringify(inOrder(avro)))
        .digest('hex'),
    };
  } catch (error) {
    throw invalid(`Invalid schema: ${(error as Error).message.slice(0, reasonLengthMax)}`);
  }
}

function invalid(message: string): RegistryError {
  return new RegistryError(registryCodes.invalidSchema, message);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => [key, inOrder(field)]);
}

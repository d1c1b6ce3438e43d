import { type AvroSchema, avroTypeOf } from './avro-type.ts';

/**
 * Which schemas a new version must get along with, named as Confluent names them. BACKWARD: the new version reads what the
 * last one wrote (consumers are upgraded first). FORWARD: the last version reads what the new one writes (producers first).
 * FULL: both. `_TRANSITIVE`: all earlier versions instead of the last one.
 */
export const compatibilities = [
  'NONE',
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
] as const;
export type Compatibility = (typeof compatibilities)[number];

/**
 * Why a schema may not follow earlier ones under a mode; empty: it may. `earlier` is oldest first. The rules of schema
 * resolution are the Avro specification's, carried out by avsc. Throws when one is no Avro schema.
 */
export function incompatibilities(
  next: AvroSchema,
  earlier: readonly AvroSchema[],
  mode: Compatibility,
): readonly string[] {
  const problems: string[] = [];
  const [back, forward] = [/^(BACKWARD|FULL)/.test(mode), /^(FORWARD|FULL)/.test(mode)];
  for (const previous of mode.endsWith('_TRANSITIVE') ? earlier : earlier.slice(-1)) {
    const cannotReadOld = back ? whyUnreadable(next, previous) : null;
    if (cannotReadOld) problems.push(`the new schema cannot read what an earlier one wrote: ${cannotReadOld}`);
    const cannotReadNew = forward ? whyUnreadable(previous, next) : null;
    if (cannotReadNew) problems.push(`an earlier schema cannot read what the new one writes: ${cannotReadNew}`);
  }
  return problems;
}

/** Why data written with one schema cannot be read with another; null: it can. */
export function whyUnreadable(reader: AvroSchema, writer: AvroSchema): string | null {
  const [readerType, writerType] = [avroTypeOf(reader), avroTypeOf(writer)];
  try {
    // Names match without their namespaces, as the specification has it.
    readerType.createResolver(writerType, { ignoreNamespaces: true });
    return null;
  } catch (error) {
    return (error as Error).message.slice(0, reasonLengthMax);
  }
}

/** The library quotes whole schemas in its messages. */
const reasonLengthMax = 300;

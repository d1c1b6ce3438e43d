import { eq, inArray } from 'drizzle-orm';
import { registryCompatibility } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Compatibility, compatibilities, incompatibilities } from '../../../events/schemas/compatibility.ts';
import { versionsOf } from './find.ts';
import { parseSchema, type SubmittedSchema } from './parse-schema.ts';
import { RegistryError, registryCodes, subjectNotFound, versionNotFound } from './registry-error.ts';

/** What applies where nothing was set, as in Confluent's registry. */
const modeDefault: Compatibility = 'BACKWARD';
/** Stands for every subject without a row of its own. */
export const everySubject = '';

/** The mode that holds for a subject. */
export async function modeOf(tx: Tx, subject: string): Promise<Compatibility> {
  const rows = await tx
    .select()
    .from(registryCompatibility)
    .where(inArray(registryCompatibility.subject, [subject, everySubject]));
  const row = rows.find((candidate) => candidate.subject === subject) ?? rows[0];
  return row ? asMode(row.mode) : modeDefault;
}

/** The mode set for a subject itself, or for all; throws `RegistryError` when none was set and `orGlobal` is false. */
export async function getMode(
  database: Pick<Database, 'engine'>,
  { subject, orGlobal }: { subject: string; orGlobal: boolean },
): Promise<Compatibility> {
  return withEngine(database, async (tx) => {
    const [own] = await tx.select().from(registryCompatibility).where(eq(registryCompatibility.subject, subject));
    if (own || orGlobal || subject === everySubject) return modeOf(tx, subject);
    throw notConfigured(subject);
  });
}

/** Throws `RegistryError` when it is no mode. */
export async function setMode(
  database: Pick<Database, 'engine'>,
  { subject, mode }: { subject: string; mode: string },
): Promise<Compatibility> {
  const checked = asMode(mode);
  await withEngine(database, (tx) =>
    tx
      .insert(registryCompatibility)
      .values({ subject, mode: checked })
      .onConflictDoUpdate({ target: registryCompatibility.subject, set: { mode: checked } }),
  );
  return checked;
}

/** Has the subject follow the global mode again; answers with the mode that it had. */
export async function resetMode(database: Pick<Database, 'engine'>, subject: string): Promise<Compatibility> {
  const [row] = await withEngine(database, (tx) =>
    tx.delete(registryCompatibility).where(eq(registryCompatibility.subject, subject)).returning(),
  );
  if (row) return asMode(row.mode);
  if (subject === everySubject) return modeDefault;
  throw notConfigured(subject);
}

/**
 * Why a schema may not follow the versions of a subject under its mode, or not follow one of them; empty: it may.
 * Throws `RegistryError` when there is no such version.
 */
export async function checkSchema(
  database: Pick<Database, 'engine'>,
  { subject, version, ...submitted }: SubmittedSchema & { subject: string; version: number | 'latest' | 'all' },
): Promise<readonly string[]> {
  const { avro } = parseSchema(submitted);
  return withEngine(database, async (tx) => {
    const versions = (await versionsOf(tx, subject)).filter(({ deleted }) => !deleted);
    const mode = await modeOf(tx, subject);
    if (version === 'all')
      return incompatibilities(
        avro,
        versions.map(({ schema }) => JSON.parse(schema)),
        mode,
      );
    if (versions.length === 0) throw subjectNotFound(subject);
    const other = version === 'latest' ? versions.at(-1) : versions.find((one) => one.version === version);
    if (!other) throw versionNotFound(version);
    return incompatibilities(avro, [JSON.parse(other.schema)], mode);
  });
}

function asMode(text: string): Compatibility {
  const mode = compatibilities.find((candidate) => candidate === text.toUpperCase());
  if (mode) return mode;
  throw new RegistryError(
    registryCodes.invalidCompatibility,
    `Invalid compatibility level. Valid values are ${compatibilities.join(', ')}`,
  );
}

function notConfigured(subject: string): RegistryError {
  return new RegistryError(
    registryCodes.compatibilityNotConfigured,
    `Subject '${subject}' does not have subject-level compatibility configured`,
  );
}

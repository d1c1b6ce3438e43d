import { eq, inArray } from 'drizzle-orm';
import { registryCompatibility } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { type Compatibility, compatibilities, incompatibilities } from '../../../events/schemas/compatibility.ts';
import { type AuditEntry, recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { versionsOf } from './find.ts';
import { parseSchema, type SubmittedSchema } from './parse-schema.ts';
import { readSubject } from './read-subject.ts';
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

/** Sets the mode of a subject, or of all. Throws `RegistryError` when it is no mode. */
export async function setMode(
  database: Pick<Database, 'engine'>,
  { actor, subject: given, mode }: { readonly actor: Actor; readonly subject: string; readonly mode: string },
): Promise<Compatibility> {
  requirePermission(actor, 'schemas:write', null);
  const subject = readSubject(given);
  const after = asMode(mode);
  await withEngine(database, async (tx) => {
    const [own] = await tx.select().from(registryCompatibility).where(ofSubject(subject)).for('update');
    if (own?.mode === after) return;
    await tx
      .insert(registryCompatibility)
      .values({ subject, mode: after })
      .onConflictDoUpdate({ target: registryCompatibility.subject, set: { mode: after } });
    await recordAudit(tx, { ...modeChange(actor, subject), change: { mode: { before: own?.mode ?? null, after } } });
  });
  return after;
}

/** Has the subject follow the global mode again; returns the mode that it had. */
export async function resetMode(
  database: Pick<Database, 'engine'>,
  { actor, subject: given }: { readonly actor: Actor; readonly subject: string },
): Promise<Compatibility> {
  requirePermission(actor, 'schemas:write', null);
  const subject = readSubject(given);
  return withEngine(database, async (tx) => {
    const [row] = await tx.delete(registryCompatibility).where(ofSubject(subject)).returning();
    if (row) {
      await recordAudit(tx, { ...modeChange(actor, subject), change: { mode: { before: row.mode, after: null } } });
      return asMode(row.mode);
    }
    if (subject === everySubject) return modeDefault;
    throw notConfigured(subject);
  });
}

function ofSubject(subject: string) {
  return eq(registryCompatibility.subject, subject);
}

function modeChange(actor: Actor, subject: string): AuditEntry {
  return { actor, storeId: null, action: 'schemas:write', subject: { kind: 'schema_subject', id: subject } };
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

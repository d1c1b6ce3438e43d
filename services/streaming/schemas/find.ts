import { asc, eq } from 'drizzle-orm';
import { registrySchemas, registryVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type ParsedSchema, parseSchema, type SubmittedSchema } from './parse-schema.ts';
import { RegistryError, registryCodes, subjectNotFound, versionNotFound } from './registry-error.ts';

/** One version of a subject. */
export interface SubjectVersion {
  readonly subject: string;
  readonly id: number;
  readonly version: number;
  readonly schema: string;
  readonly deleted: boolean;
}

/** A schema by its id, also when no subject uses it any more: messages written with it may still exist. */
export async function findSchema(database: Pick<Database, 'engine'>, id: number): Promise<string> {
  const [found] = await withEngine(database, (tx) =>
    tx.select({ schema: registrySchemas.schema }).from(registrySchemas).where(eq(registrySchemas.id, id)),
  );
  if (!found) throw new RegistryError(registryCodes.schemaNotFound, `Schema ${id} not found`);
  return found.schema;
}

/** Throws `RegistryError` when there is no such subject or version. */
export async function findVersion(
  database: Pick<Database, 'engine'>,
  { subject, version, deleted }: { subject: string; version: number | 'latest'; deleted: boolean },
): Promise<SubjectVersion> {
  const versions = await withEngine(database, (tx) => versionsOf(tx, subject));
  const offered = versions.filter((candidate) => deleted || !candidate.deleted);
  if (offered.length === 0) throw subjectNotFound(subject);
  const found = version === 'latest' ? offered.at(-1) : offered.find((candidate) => candidate.version === version);
  if (!found) throw versionNotFound(version);
  return found;
}

/** The version of a subject that is this very schema. Throws `RegistryError` when there is none. */
export async function lookUpSchema(
  database: Pick<Database, 'engine'>,
  { subject, deleted, ...submitted }: SubmittedSchema & { subject: string; deleted: boolean },
): Promise<SubjectVersion> {
  const parsed = parseSchema(submitted);
  return withEngine(database, async (tx) => {
    const versions = (await versionsOf(tx, subject)).filter((candidate) => deleted || !candidate.deleted);
    if (versions.length === 0) throw subjectNotFound(subject);
    const id = await idOf(tx, parsed);
    const found = versions.findLast((candidate) => candidate.id === id);
    if (!found) throw new RegistryError(registryCodes.schemaNotFound, 'Schema not found');
    return found;
  });
}

/** The id that a schema has already, under whatever subject. */
export async function idOf(tx: Tx, { fingerprint }: ParsedSchema): Promise<number | undefined> {
  const [known] = await tx
    .select({ id: registrySchemas.id })
    .from(registrySchemas)
    .where(eq(registrySchemas.fingerprint, fingerprint));
  return known?.id;
}

/** Every version of a subject, oldest first, softly deleted ones included. */
export function versionsOf(tx: Tx, subject: string): Promise<SubjectVersion[]> {
  return selectVersions(tx).where(eq(registryVersions.subject, subject)).orderBy(asc(registryVersions.version));
}

/** Versions with their schemas, to be narrowed down. */
export function selectVersions(tx: Tx) {
  return tx
    .select({
      subject: registryVersions.subject,
      id: registryVersions.schemaId,
      version: registryVersions.version,
      schema: registrySchemas.schema,
      deleted: registryVersions.deleted,
    })
    .from(registryVersions)
    .innerJoin(registrySchemas, eq(registrySchemas.id, registryVersions.schemaId));
}

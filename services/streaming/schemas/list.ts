import { and, asc, eq, sql } from 'drizzle-orm';
import { registryVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { findSchema, type SubjectVersion, selectVersions, versionsOf } from './find.ts';
import { subjectNotFound } from './registry-error.ts';

/** Where a schema is in use. */
export async function findUses(database: Pick<Database, 'engine'>, id: number): Promise<readonly SubjectVersion[]> {
  const uses = await withEngine(database, (tx) =>
    selectVersions(tx)
      .where(and(eq(registryVersions.schemaId, id), eq(registryVersions.deleted, false)))
      .orderBy(asc(registryVersions.subject), asc(registryVersions.version)),
  );
  if (uses.length === 0) await findSchema(database, id);
  return uses;
}

const subjectsMax = 10_000;

/** Names of subjects that begin with a text. */
export async function listSubjects(
  database: Pick<Database, 'engine'>,
  { prefix, deleted }: { prefix: string; deleted: boolean },
): Promise<readonly string[]> {
  const rows = await withEngine(database, (tx) =>
    tx
      .selectDistinct({ subject: registryVersions.subject })
      .from(registryVersions)
      .where(
        and(
          sql`starts_with(${registryVersions.subject}, ${prefix})`,
          deleted ? undefined : eq(registryVersions.deleted, false),
        ),
      )
      .orderBy(asc(registryVersions.subject))
      .limit(subjectsMax),
  );
  return rows.map(({ subject }) => subject);
}

/** Numbers of a subject's versions. Throws `RegistryError` when it has none. */
export async function listVersions(
  database: Pick<Database, 'engine'>,
  { subject, deleted }: { subject: string; deleted: boolean },
): Promise<readonly number[]> {
  const versions = await withEngine(database, (tx) => versionsOf(tx, subject));
  const offered = versions.filter((candidate) => deleted || !candidate.deleted);
  if (offered.length === 0) throw subjectNotFound(subject);
  return offered.map(({ version }) => version);
}

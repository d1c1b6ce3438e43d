import { and, eq, inArray } from 'drizzle-orm';
import { registryVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type SubjectVersion, versionsOf } from './find.ts';
import { RegistryError, registryCodes, subjectNotFound, versionNotFound } from './registry-error.ts';

/**
 * Stops offering a subject; `permanent` frees its name, after that. Answers with the numbers of the versions that it
 * concerned. The schemas themselves stay readable by id, for the messages that were written with them.
 */
export function removeSubject(
  database: Pick<Database, 'engine'>,
  { subject, permanent }: { subject: string; permanent: boolean },
): Promise<readonly number[]> {
  return withEngine(database, async (tx) => {
    const versions = await versionsOf(tx, subject);
    if (versions.length === 0) throw subjectNotFound(subject);
    const offered = versions.filter(({ deleted }) => !deleted);
    if (!permanent && offered.length === 0)
      throw new RegistryError(registryCodes.subjectSoftDeleted, `Subject '${subject}' was soft deleted.`);
    if (permanent && offered.length > 0)
      throw new RegistryError(
        registryCodes.subjectNotSoftDeleted,
        `Subject '${subject}' was not deleted first before being permanently deleted`,
      );
    return remove(tx, permanent ? versions : offered, permanent);
  });
}

/** The same for one version. */
export function removeVersion(
  database: Pick<Database, 'engine'>,
  { subject, version, permanent }: { subject: string; version: number | 'latest'; permanent: boolean },
): Promise<number> {
  return withEngine(database, async (tx) => {
    const versions = await versionsOf(tx, subject);
    if (versions.length === 0) throw subjectNotFound(subject);
    const found =
      version === 'latest'
        ? versions.findLast(({ deleted }) => deleted === permanent)
        : versions.find((candidate) => candidate.version === version);
    if (!found) throw versionNotFound(version);
    if (found.deleted !== permanent) throw wrongState(found);
    await remove(tx, [found], permanent);
    return found.version;
  });
}

function wrongState({ subject, version, deleted }: SubjectVersion): RegistryError {
  return deleted
    ? new RegistryError(
        registryCodes.versionSoftDeleted,
        `Subject '${subject}' Version ${version} was soft deleted. Set permanent=true to delete permanently`,
      )
    : new RegistryError(
        registryCodes.versionNotSoftDeleted,
        `Subject '${subject}' Version ${version} was not deleted first before being permanently deleted`,
      );
}

async function remove(tx: Tx, versions: readonly SubjectVersion[], permanent: boolean): Promise<readonly number[]> {
  const numbers = versions.map(({ version }) => version);
  const concerned = and(
    eq(registryVersions.subject, versions[0]?.subject ?? ''),
    inArray(registryVersions.version, numbers),
  );
  if (permanent) await tx.delete(registryVersions).where(concerned);
  else await tx.update(registryVersions).set({ deleted: true }).where(concerned);
  return numbers;
}

import { and, eq, inArray } from 'drizzle-orm';
import { registryVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type SubjectVersion, versionsOf } from './find.ts';
import { readSubject } from './read-subject.ts';
import { RegistryError, registryCodes, subjectNotFound, versionNotFound } from './registry-error.ts';

export interface RemoveSubject {
  readonly actor: Actor;
  readonly subject: string;
  readonly permanent: boolean;
}

/**
 * Stops offering a subject; `permanent` frees its name, after that. Returns the numbers of the versions that it
 * concerned. The schemas themselves stay readable by id, for the messages that were written with them.
 */
export async function removeSubject(
  database: Pick<Database, 'engine'>,
  { actor, subject: given, permanent }: RemoveSubject,
): Promise<readonly number[]> {
  requirePermission(actor, 'schemas:write', null);
  const subject = readSubject(given);
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
    return remove(tx, actor, permanent ? versions : offered, permanent);
  });
}

/** The same for one version. */
export async function removeVersion(
  database: Pick<Database, 'engine'>,
  { actor, subject: given, version, permanent }: RemoveSubject & { readonly version: number | 'latest' },
): Promise<number> {
  requirePermission(actor, 'schemas:write', null);
  const subject = readSubject(given);
  return withEngine(database, async (tx) => {
    const versions = await versionsOf(tx, subject);
    if (versions.length === 0) throw subjectNotFound(subject);
    const found =
      version === 'latest'
        ? versions.findLast(({ deleted }) => deleted === permanent)
        : versions.find((candidate) => candidate.version === version);
    if (!found) throw versionNotFound(version);
    if (found.deleted !== permanent) throw wrongState(found);
    await remove(tx, actor, [found], permanent);
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

async function remove(
  tx: Tx,
  actor: Actor,
  versions: readonly SubjectVersion[],
  permanent: boolean,
): Promise<readonly number[]> {
  const subject = versions[0]?.subject ?? '';
  const numbers = versions.map(({ version }) => version);
  const concerned = and(eq(registryVersions.subject, subject), inArray(registryVersions.version, numbers));
  if (permanent) await tx.delete(registryVersions).where(concerned);
  else await tx.update(registryVersions).set({ deleted: true }).where(concerned);
  await recordAudit(tx, {
    ...{ actor, storeId: null, action: 'schemas:write' },
    subject: { kind: 'schema_subject', id: subject },
    change: { versions: { before: numbers.map(String), after: null }, permanent: { after: permanent } },
  });
  return numbers;
}

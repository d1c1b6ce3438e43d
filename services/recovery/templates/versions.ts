import { and, desc, eq } from 'drizzle-orm';
import { templateVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { TemplateContent } from '../../../domain/template.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readTemplate, type TemplateKey, type TemplateVersion } from './template.ts';

/** Newest first: all that are kept. */
export async function listTemplateVersions(
  database: Pick<Database, 'app'>,
  { storeId, name }: TemplateKey,
): Promise<readonly TemplateVersion[]> {
  return withStore(database, storeId, async (tx) => {
    await readTemplate(tx, { storeId, name }, { lock: false });
    return tx
      .select({
        ...{ version: templateVersions.version, actorKind: templateVersions.actorKind },
        ...{ actorId: templateVersions.actorId, createdAt: templateVersions.createdAt },
        draftedBy: templateVersions.draftedBy,
      })
      .from(templateVersions)
      .where(and(eq(templateVersions.storeId, storeId), eq(templateVersions.template, name)))
      .orderBy(desc(templateVersions.version));
  });
}

export interface TemplateVersionKey extends TemplateKey {
  readonly version: number;
}

/** One version with what it says. */
export async function getTemplateVersion(
  database: Pick<Database, 'app'>,
  key: TemplateVersionKey,
): Promise<TemplateVersion & { readonly content: TemplateContent }> {
  return withStore(database, key.storeId, async (tx) => {
    await readTemplate(tx, key, { lock: false });
    return readTemplateVersion(tx, key);
  });
}

/** A version. Throws `not_found` for one that is not kept. */
export async function readTemplateVersion(
  tx: Tx,
  { storeId, name, version }: TemplateVersionKey,
): Promise<TemplateVersion & { readonly content: TemplateContent }> {
  const [row] = await tx
    .select()
    .from(templateVersions)
    .where(
      and(
        eq(templateVersions.storeId, storeId),
        eq(templateVersions.template, name),
        eq(templateVersions.version, version),
      ),
    );
  if (!row)
    throw new ServiceError('not_found', 'This template has no such version, or it is not kept any more.', {
      path: 'version',
    });
  const { actorKind, actorId, createdAt, content, draftedBy } = row;
  return { version, actorKind, actorId, createdAt, content, draftedBy };
}

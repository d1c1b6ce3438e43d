import { and, eq } from 'drizzle-orm';
import { templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readTemplate, type Template, type TemplateKey } from './template.ts';
import { readOwnName } from './template-input.ts';
import { usesOf } from './uses.ts';
import { readTemplateVersion } from './versions.ts';

export interface PublishTemplate extends TemplateKey {
  readonly actor: Actor;
  /** An earlier one brings its words back. */
  readonly version: number;
}

/** Makes a version the one that messages are made of from now on, those of recoveries under way too. */
export async function publishTemplate(
  { database }: { readonly database: Pick<Database, 'app'> },
  { actor, storeId, name: named, version }: PublishTemplate,
): Promise<Template> {
  requirePermission(actor, 'campaigns:write', storeId);
  const name = readOwnName(named);
  return withStore(database, storeId, async (tx) => {
    const before = await readTemplate(tx, { storeId, name }, { lock: true });
    const { draftedBy } = await readTemplateVersion(tx, { storeId, name, version });
    if (draftedBy !== null)
      throw new ServiceError(
        'conflict',
        'A model wrote this version and nobody has approved it: save it first, as it is or with changes.',
        { path: 'version' },
      );
    const changed = { ...before, publishedVersion: version, updatedAt: new Date() };
    await tx
      .update(templates)
      .set({ publishedVersion: version, updatedAt: changed.updatedAt })
      .where(and(eq(templates.storeId, storeId), eq(templates.name, name)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'template', id: name },
      change: changeBetween(before, changed, { shown: ['publishedVersion'] }),
    });
    return changed;
  });
}

/** Forgets a template with its versions. Throws `conflict` for one that a campaign names, and says which. */
export async function deleteTemplate(
  { database }: { readonly database: Pick<Database, 'app'> },
  { actor, storeId, name: named }: TemplateKey & { readonly actor: Actor },
): Promise<void> {
  requirePermission(actor, 'campaigns:write', storeId);
  const name = readOwnName(named);
  await withStore(database, storeId, async (tx) => {
    const before = await readTemplate(tx, { storeId, name }, { lock: true });
    const uses = await usesOf(tx, { storeId, name });
    if (uses.length > 0)
      throw new ServiceError(
        'conflict',
        `The template is used by ${uses.length === 1 ? 'a campaign' : `${uses.length} campaigns`}: name another in its steps first.`,
        { path: 'name', details: { uses } },
      );
    await tx
      .delete(templateVersions)
      .where(and(eq(templateVersions.storeId, storeId), eq(templateVersions.template, name)));
    await tx.delete(templates).where(and(eq(templates.storeId, storeId), eq(templates.name, name)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'template', id: name },
      change: changeBetween(before, {}, { shown: ['version'] }),
    });
  });
}

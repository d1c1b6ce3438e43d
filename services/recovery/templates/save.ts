import { isDeepStrictEqual } from 'node:util';
import { and, count, eq, lt, ne, sql } from 'drizzle-orm';
import { stores, templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { type TemplateContent, templateLimits } from '../../../domain/template.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CheckDeps, refuseProblems } from './check.ts';
import { readTemplate, type Template, type TemplateKey } from './template.ts';
import { newTemplateSchema, readOwnName, templateChangeSchema } from './template-input.ts';

export interface SaveTemplate extends TemplateKey {
  readonly actor: Actor;
  readonly content: TemplateContent;
}

/** The first version of a template. Nothing is sent with it before it is published. */
export async function createTemplate(deps: CheckDeps, { actor, storeId, ...given }: SaveTemplate): Promise<Template> {
  requirePermission(actor, 'campaigns:write', storeId);
  const { name, content } = readInput(newTemplateSchema, given);
  await refuseProblems(deps, { storeId, content });
  return withStore(deps.database, storeId, async (tx) => {
    // Two who create at once are counted one after the other.
    await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('no key update');
    await refuseTooMany(tx, storeId);
    const now = new Date();
    const [row] = await tx
      .insert(templates)
      .values({ storeId, name, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new ServiceError('conflict', 'There is a template of this name already.', { path: 'name' });
    await addVersion(tx, { actor, storeId, name, content, version: 1 });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'template', id: name },
      change: changeBetween({}, row, { shown: ['version'] }),
    });
    return { ...row, content, draftedBy: null };
  });
}

export interface ChangeTemplate extends SaveTemplate {
  /** The version that the writer saw; null: whatever it is. */
  readonly expectedVersion: number | null;
}

/** A new version, by which nothing goes out before it is published. What says the same keeps its version. */
export async function changeTemplate(
  deps: CheckDeps,
  { actor, storeId, name: named, expectedVersion, ...given }: ChangeTemplate,
): Promise<Template> {
  requirePermission(actor, 'campaigns:write', storeId);
  const name = readOwnName(named);
  const { content } = readInput(templateChangeSchema, given);
  await refuseProblems(deps, { storeId, content });
  return withStore(deps.database, storeId, async (tx) => {
    const before = await readTemplate(tx, { storeId, name }, { lock: true });
    if (expectedVersion !== null && expectedVersion !== before.version)
      throw new ServiceError(
        'version_conflict',
        `The template was changed meanwhile: you saw version ${expectedVersion}, and it is at ${before.version}.`,
        { path: 'if-match', details: { current: { version: before.version, content: before.content } } },
      );
    const saysTheSame = isDeepStrictEqual(before.content, JSON.parse(JSON.stringify(content)));
    if (saysTheSame && before.draftedBy === null) return before;
    // Who saves the words of a model as they are approves them.
    if (saysTheSame && !isPerson(actor))
      throw new ServiceError('conflict', 'A model wrote this version: a person has to approve it, by saving it.');
    const changed = await keepVersion(tx, { actor, storeId, before, content, draftedBy: null });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'template', id: name },
      change: changeBetween(before, changed, { shown: ['version', 'draftedBy'] }),
    });
    return changed;
  });
}

export interface KeepVersion {
  readonly actor: Actor;
  readonly storeId: string;
  /** Read with its row locked. */
  readonly before: Template;
  readonly content: TemplateContent;
  /** The model that wrote it; null: a person did. */
  readonly draftedBy: string | null;
}

/** Makes the content the newest version, inside a transaction of the store. */
export async function keepVersion(
  tx: Tx,
  { actor, storeId, before, content, draftedBy }: KeepVersion,
): Promise<Template> {
  const { name } = before;
  const changed = { ...before, content, draftedBy, version: before.version + 1, updatedAt: new Date() };
  await addVersion(tx, { actor, storeId, name, content, draftedBy, version: changed.version });
  await tx
    .update(templates)
    .set({ version: changed.version, updatedAt: changed.updatedAt })
    .where(and(eq(templates.storeId, storeId), eq(templates.name, name)));
  await dropOldVersions(tx, { storeId, name });
  return changed;
}

/** A key is a program, whoever made it. */
function isPerson({ kind }: Actor): boolean {
  return kind === 'user' || kind === 'operator';
}

async function addVersion(
  tx: Tx,
  {
    actor,
    storeId,
    name,
    content,
    version,
    draftedBy = null,
  }: SaveTemplate & { readonly version: number; readonly draftedBy?: string | null },
): Promise<void> {
  await tx.insert(templateVersions).values({
    ...{ storeId, template: name, version, content, draftedBy },
    ...{ actorKind: actor.kind, actorId: actorId(actor) },
  });
}

async function refuseTooMany(tx: Tx, storeId: string): Promise<void> {
  const [found] = await tx.select({ n: count() }).from(templates).where(eq(templates.storeId, storeId));
  if ((found?.n ?? 0) >= templateLimits.templatesPerStoreMax)
    throw new ServiceError(
      'conflict',
      `A store has at most ${templateLimits.templatesPerStoreMax} templates: delete one that is not used.`,
    );
}

/** The newest ones stay, and the one that messages are made of. */
async function dropOldVersions(tx: Tx, { storeId, name }: TemplateKey): Promise<void> {
  const published = sql`coalesce((select t.published_version from templates t where t.store_id = ${storeId} and t.name = ${name}), 0)`;
  const newest = sql`(select t.version from templates t where t.store_id = ${storeId} and t.name = ${name})`;
  await tx
    .delete(templateVersions)
    .where(
      and(
        eq(templateVersions.storeId, storeId),
        eq(templateVersions.template, name),
        lt(templateVersions.version, sql`${newest} - ${templateLimits.versionsKeptMax - 1}`),
        ne(templateVersions.version, published),
      ),
    );
}

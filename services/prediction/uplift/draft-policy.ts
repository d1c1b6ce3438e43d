import type { z } from '@hono/zod-openapi';
import { and, eq, sql } from 'drizzle-orm';
import { campaigns, modelVersions, policies, stores } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { policyBounds } from '../../../domain/uplift/policy-terms.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { auditedPolicy, auditedPolicyFields, type Policy, type PolicyVerbDeps, toPolicy } from './policy.ts';
import { policyInput } from './policy-input.ts';

/** Writes down a policy, or the next version of one. It decides nothing: that takes a judgement, and a split that asks it. */
export async function draftPolicy(
  { database, now }: PolicyVerbDeps,
  { actor, storeId, ...given }: z.input<typeof policyInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<Policy> {
  requirePermission(actor, 'models:write', storeId);
  const { name, campaignId, terms } = readInput(policyInput, given);
  const at = new Date(now());
  return withStore(database, storeId, async (tx) => {
    const version = await nextVersion(tx, { storeId, name });
    if (terms.scores.kind === 'model') await refuseUnknownModel(tx, terms.scores.modelVersionId);
    if (campaignId !== null) await refuseUnknownCampaign(tx, { storeId, campaignId });
    const [row] = await tx
      .insert(policies)
      .values({
        ...{ storeId, id: uuidV7(), name, version, campaignId, terms },
        ...{ actorKind: actor.kind, actorId: actorId(actor), createdAt: at, changedAt: at },
      })
      .returning();
    if (!row) throw new Error('the policy was written and yet it is gone');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'models:write' },
      subject: { kind: 'policy', id: row.id },
      change: changeBetween<ReturnType<typeof auditedPolicy>>({}, auditedPolicy(row), { shown: auditedPolicyFields }),
    });
    return toPolicy(row);
  });
}

/** The row of the store is locked, so that two requests at once count each other. */
async function nextVersion(tx: Tx, { storeId, name }: { readonly storeId: string; readonly name: string }) {
  await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('no key update');
  const [found] = await tx
    .select({
      open: sql<number>`count(*) filter (where state <> 'archived')::int`,
      version: sql<number | null>`max(${policies.version}) filter (where ${policies.name} = ${name})`,
    })
    .from(policies)
    .where(eq(policies.storeId, storeId));
  if ((found?.open ?? 0) >= policyBounds.policiesPerStoreMax)
    throw new ServiceError('conflict', `A store has at most ${policyBounds.policiesPerStoreMax} policies in use.`);
  return (found?.version ?? 0) + 1;
}

/** A store sees its own versions and those of the platform. */
async function refuseUnknownModel(tx: Tx, modelVersionId: string): Promise<void> {
  const [row] = await tx
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(and(eq(modelVersions.id, modelVersionId), eq(modelVersions.model, 'uplift')));
  if (!row)
    throw new ServiceError('invalid', 'names no version of the model uplift', {
      path: 'terms.scores.modelVersionId',
    });
}

async function refuseUnknownCampaign(
  tx: Tx,
  { storeId, campaignId }: { readonly storeId: string; readonly campaignId: string },
): Promise<void> {
  const [row] = await tx
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.storeId, storeId), eq(campaigns.id, campaignId)));
  if (!row) throw new ServiceError('invalid', 'names no campaign of this store', { path: 'campaignId' });
}

import { and, eq } from 'drizzle-orm';
import { policies } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import {
  auditedPolicy,
  auditedPolicyFields,
  findPolicy,
  type Policy,
  type PolicyKey,
  type PolicyVerbDeps,
  toPolicy,
} from './policy.ts';

/** Takes a policy out of use, at once: splits that ask it do what the rules do, for everybody. What it decided stays known. */
export async function archivePolicy(
  { database, now }: PolicyVerbDeps,
  { actor, storeId, policyId: given }: PolicyKey & { readonly actor: Actor },
): Promise<Policy> {
  requirePermission(actor, 'models:write', storeId);
  const policyId = readInput(idSchema, given);
  return withStore(database, storeId, async (tx) => {
    const before = await findPolicy(tx, { storeId, policyId }, { forUpdate: true });
    if (before.state === 'archived') return toPolicy(before);
    const [row] = await tx
      .update(policies)
      .set({ state: 'archived', changedAt: new Date(now()) })
      .where(and(eq(policies.storeId, storeId), eq(policies.id, policyId)))
      .returning();
    if (!row) throw new Error('the policy is locked and yet it is gone');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'models:write' },
      subject: { kind: 'policy', id: policyId },
      change: changeBetween(auditedPolicy(before), auditedPolicy(row), { shown: auditedPolicyFields }),
    });
    return toPolicy(row);
  });
}

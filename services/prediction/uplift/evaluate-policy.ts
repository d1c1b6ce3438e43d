import { and, count, eq, isNotNull, ne } from 'drizzle-orm';
import { policies } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { evaluatePolicy as judge } from '../../../domain/uplift/policy-evaluation.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type ChancesBy, chancesOf } from './chances-of.ts';
import { readLoggedOutcomes } from './logged-outcomes.ts';
import {
  auditedPolicy,
  auditedPolicyFields,
  findPolicy,
  type Policy,
  type PolicyKey,
  type PolicyVerbDeps,
  toPolicy,
} from './policy.ts';
import { getPolicy } from './read-policies.ts';

export interface EvaluatePolicy extends PolicyKey {
  readonly actor: Actor;
}

/** Judges a policy by what was logged so far, and keeps the answer; one that is asked of a split stays so. Any answer is kept, refusals too. */
export async function evaluatePolicy(
  { database, now, scorer }: PolicyVerbDeps & ChancesBy,
  { actor, storeId, policyId: given }: EvaluatePolicy,
): Promise<Policy> {
  requirePermission(actor, 'models:write', storeId);
  const policyId = readInput(idSchema, given);
  const nowMs = now();
  // Its terms never change; a model is opened before the transaction, which it would only keep waiting.
  const { terms } = await getPolicy(database, { storeId, policyId });
  const chances = await chancesOf({ scorer }, storeId, terms.scores);
  return withStore(database, storeId, async (tx) => {
    const before = await findPolicy(tx, { storeId, policyId }, { forUpdate: true });
    if (before.state === 'archived')
      throw new ServiceError('conflict', 'The policy is archived: draft its next version.');
    const { campaignId } = before;
    const scope = { storeId, campaignId, economics: terms.economics, nowMs };
    const rows = await readLoggedOutcomes(tx, scope, chances);
    const evaluation = judge(rows, terms, (await countJudged(tx, { storeId, policyId })) + 1);
    const state = before.state === 'arm' ? 'arm' : 'evaluated';
    const at = new Date(nowMs);
    const [row] = await tx
      .update(policies)
      .set({ evaluation, evaluatedAt: at, state, changedAt: at })
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

/** Other policies of the store that were judged: the more are tried, the sooner one looks good by luck. */
async function countJudged(tx: Tx, { storeId, policyId }: PolicyKey): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(policies)
    .where(and(eq(policies.storeId, storeId), isNotNull(policies.evaluatedAt), ne(policies.id, policyId)));
  return row?.n ?? 0;
}

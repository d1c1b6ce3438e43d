import { and, eq } from 'drizzle-orm';
import { policies } from '../../../db/postgres/schema/index.ts';
import type { Database, Tx } from '../../../db/postgres/tenancy.ts';
import type { PolicyEvaluation } from '../../../domain/uplift/policy-evaluation.ts';
import type { PolicyState, PolicyTerms } from '../../../domain/uplift/policy-terms.ts';
import { ServiceError } from '../../shared/service-error.ts';

export type PolicyRow = typeof policies.$inferSelect;

/** What changing policies takes. */
export interface PolicyVerbDeps {
  readonly database: Pick<Database, 'app'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface PolicyKey {
  readonly storeId: string;
  readonly policyId: string;
}

export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly campaignId: string | null;
  readonly state: PolicyState;
  readonly terms: PolicyTerms;
  readonly evaluation: PolicyEvaluation | null;
  readonly evaluatedAt: Date | null;
  readonly createdAt: Date;
}

export function toPolicy(row: PolicyRow): Policy {
  const { id, name, version, campaignId, state, terms, evaluation, evaluatedAt, createdAt } = row;
  return { id, name, version, campaignId, state, terms, evaluation, evaluatedAt, createdAt };
}

/** One version of a policy; throws `not_found`. */
export async function findPolicy(
  tx: Tx,
  { storeId, policyId }: PolicyKey,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<PolicyRow> {
  const query = tx
    .select()
    .from(policies)
    .where(and(eq(policies.storeId, storeId), eq(policies.id, policyId)));
  const [row] = forUpdate ? await query.for('no key update') : await query;
  if (!row) throw new ServiceError('not_found', 'This store has no policy with this id.', { path: 'id' });
  return row;
}

/** A policy as the audit log compares it. */
export function auditedPolicy({ name, version, campaignId, state, terms }: PolicyRow) {
  const { economics, limits, scores } = terms;
  const { sendCostMinor, ...amounts } = economics;
  return { name, version, campaignId, state, ...amounts, ...limits, scores: scores.kind };
}

export const auditedPolicyFields = [
  ...(['name', 'version', 'campaignId', 'state', 'scores', 'currency', 'marginPercent', 'discountPercent'] as const),
  ...(['fatigueMinor', 'gainMinorMin', 'floorMarginPercent', 'explorationPercent'] as const),
  ...(['monthlyOffersMax', 'monthlyMinorMax'] as const),
] as const satisfies readonly (keyof ReturnType<typeof auditedPolicy>)[];

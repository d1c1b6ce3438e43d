import { and, desc, eq } from 'drizzle-orm';
import { repairRules } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { RepairStep } from '../../../repair/repair-step.ts';
import { readSteps } from '../../../repair/repair-step.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { mayRepairByItself } from '../repairs/may-repair-by-itself.ts';
import { ppm } from './inspect.ts';

export const ruleStates = ['active', 'withdrawn', 'replaced'] as const;

export interface RepairRule {
  readonly id: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly source: string;
  readonly eventType: string | null;
  readonly state: (typeof ruleStates)[number];
  readonly steps: readonly RepairStep[];
  readonly confidence: number;
  readonly lossless: boolean;
  readonly guarded: readonly string[];
  readonly approvals: number;
  /** Later dead letters of the cluster are repaired without asking. */
  readonly automatic: boolean;
  readonly approvedBy: string;
  readonly approvedAt: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
}

/** A store's repair rules in all their versions, newest approval first. */
export async function listRules(
  database: Pick<Database, 'app'>,
  { storeId, limit, after }: { readonly storeId: string; readonly limit: number; readonly after: TimePosition | null },
): Promise<Page<RepairRule, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(repairRules)
      .where(and(eq(repairRules.storeId, storeId), olderThan(repairRules.approvedAt, repairRules.id, after)))
      .orderBy(desc(repairRules.approvedAt), desc(repairRules.id))
      .limit(limit + 1),
  );
  return pageOf(rows, limit, ruleOf, ({ approvedAt, id }) => ({ at: approvedAt.getTime(), id }));
}

function ruleOf({ storeId: _, replayUntil: __, ...row }: typeof repairRules.$inferSelect): RepairRule {
  const rule = { ...row, steps: readSteps(row.steps), confidence: row.confidence / ppm };
  return { ...rule, automatic: rule.state === 'active' && mayRepairByItself(rule, rule) };
}

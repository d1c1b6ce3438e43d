import { erasureRules } from '../../../db/postgres/schema/data-map/erasure-rules.ts';
import { dataMap } from '../../../db/postgres/schema/data-map/index.ts';
import type { ErasedRows, erasures } from '../../../db/postgres/schema/index.ts';
import { type KeptTable, keptByRules } from '../../../domain/erasure/erasure-rule.ts';
import {
  type ErasureStage,
  type ErasureWait,
  type Expiry,
  expiriesAfter,
  isStuck,
  nextStage,
} from '../../../domain/erasure/stage.ts';

export type ErasureRow = typeof erasures.$inferSelect;

/** How an erasure stands, as people of the store see it. */
export interface Erasure {
  readonly id: string;
  readonly customerIds: readonly string[];
  readonly privacyRequestId: string | null;
  readonly requestedAt: Date;
  /** The last stage that is over. */
  readonly stage: ErasureStage;
  /** The one that is worked on; null: all are over. */
  readonly workingOn: ErasureStage | null;
  readonly stageTimes: Readonly<Record<string, string>>;
  readonly waitsFor: ErasureWait | null;
  readonly waitsSince: Date | null;
  /** It waits for so long that somebody has to look. */
  readonly isStuck: boolean;
  readonly rows: ErasedRows;
  readonly keptOut: number;
  readonly doneAt: Date | null;
}

/** What is written down for good when an erasure is done: nothing in it is of the person. */
export interface ErasureReceipt {
  readonly erasureId: string;
  readonly storeId: string;
  readonly requestedAt: string;
  readonly doneAt: string;
  readonly stages: Readonly<Record<string, string>>;
  /** Rows by table. */
  readonly erased: ErasedRows;
  readonly kept: readonly KeptTable[];
  /** Times in ISO 8601; null: by a setting of the installation. */
  readonly expires: readonly { readonly what: Expiry['what']; readonly endsAt: string | null }[];
}

export function erasureOf(row: ErasureRow, nowMs: number): Erasure {
  const { stage, waitsSince } = row;
  return {
    id: row.id,
    customerIds: row.customerIds,
    privacyRequestId: row.privacyRequestId,
    requestedAt: row.requestedAt,
    stage,
    stageTimes: row.stageTimes,
    waitsFor: row.waitsFor,
    waitsSince,
    rows: row.rows,
    keptOut: row.keptOut,
    doneAt: row.doneAt,
    workingOn: nextStage(stage),
    isStuck: isStuck({ waitsSinceMs: waitsSince?.getTime() ?? null, nowMs }),
  };
}

/** What stays of anybody who is erased. */
export function keptOfErased(): readonly KeptTable[] {
  return keptByRules(dataMap, erasureRules);
}

export function receiptOf(
  row: ErasureRow,
  stageTimes: Readonly<Record<string, string>>,
  doneAtMs: number,
): ErasureReceipt {
  return {
    erasureId: row.id,
    storeId: row.storeId,
    requestedAt: row.requestedAt.toISOString(),
    doneAt: new Date(doneAtMs).toISOString(),
    stages: stageTimes,
    erased: row.rows,
    kept: keptOfErased(),
    expires: expiriesAfter(doneAtMs).map(({ what, endsAtMs }) => ({
      what,
      endsAt: endsAtMs === null ? null : new Date(endsAtMs).toISOString(),
    })),
  };
}

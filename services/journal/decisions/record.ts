import { decisions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { uuidV8 } from '../../shared/ids.ts';

export interface Decision {
  readonly storeId: string;
  readonly kind: (typeof decisions.$inferInsert)['kind'];
  readonly cartId: string;
  readonly recoveryId?: string | null;
  readonly ruleId?: string | null;
  readonly channel?: Channel | null;
  readonly reason?: ReasonCode | null;
  /** A few plain values for a person who asks why; never personal data. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** Names the decision within its store: recorded twice under one key, it is there once. */
  readonly key: string;
}

/** Keeps decisions, in the transaction that acts on them. A decision recorded again (same key) changes nothing. */
export async function recordDecisions(tx: Tx, made: readonly Decision[]): Promise<void> {
  if (made.length === 0) return;
  const rows = made.map(({ key, ...decision }) => ({ ...decision, id: uuidV8(`${decision.storeId}/${key}`) }));
  await tx.insert(decisions).values(rows).onConflictDoNothing();
}

export async function recordDecision(tx: Tx, decision: Decision): Promise<void> {
  await recordDecisions(tx, [decision]);
}

import { and, eq } from 'drizzle-orm';
import { offerCodes, offers, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { dayMs, minuteMs } from '../../../domain/duration.ts';
import { type CodeStanding, type CodeTask, taskOf } from '../../../domain/offers/code-task.ts';
import type { CodeRow } from './code.ts';
import type { OpenMinter } from './offer.ts';
import { settleCode } from './settle-code.ts';

export interface LookAfterDeps {
  readonly database: Pick<Database, 'app' | 'engine'>;
  readonly openMinter: OpenMinter;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const lookAfterLimits = {
  /** Codes of one round. */
  codesMax: 50,
  /** Longer than the shop may take: a code of a round that was killed is looked at again after this. */
  leaseMs: 5 * minuteMs,
  /** After a shop that did not answer. */
  retryMs: 15 * minuteMs,
  /** A shop that never answers is not asked for longer than this after the code ended. */
  giveUpMs: 7 * dayMs,
} as const;

export interface LookedAfter {
  readonly looked: number;
  readonly ended: Readonly<Partial<Record<'redeemed' | 'revoked' | 'expired' | 'free', number>>>;
}

/** Looks at codes that are due: takes back what nobody needs any more, and notes what was used and what ran out. */
export async function lookAfterCodes(deps: LookAfterDeps, signal: AbortSignal): Promise<LookedAfter> {
  const taken = await takeDue(deps);
  const ended: Record<string, number> = {};
  for (const key of taken) {
    if (signal.aborted) break;
    const became = await lookAfter(deps, key, signal);
    if (became) ended[became] = (ended[became] ?? 0) + 1;
  }
  return { looked: taken.length, ended };
}

interface CodeKey {
  readonly storeId: string;
  readonly id: string;
}

async function takeDue({ database, now }: LookAfterDeps): Promise<readonly CodeKey[]> {
  const nowMs = now();
  const rows = await withEngine(
    database,
    (tx) => rawSql(tx)<{ store_id: string; id: string }[]>`
      update offer_codes c set look_at = ${new Date(nowMs + lookAfterLimits.leaseMs).toISOString()}::timestamptz
      from (
        select store_id, id from offer_codes where look_at <= ${new Date(nowMs).toISOString()}::timestamptz
        order by look_at limit ${lookAfterLimits.codesMax}::int for update skip locked
      ) due
      where c.store_id = due.store_id and c.id = due.id
      returning c.store_id, c.id`,
  );
  return rows.map(({ store_id, id }) => ({ storeId: store_id, id }));
}

async function lookAfter(
  deps: LookAfterDeps,
  { storeId, id }: CodeKey,
  signal: AbortSignal,
): Promise<'redeemed' | 'revoked' | 'expired' | 'free' | null> {
  const { database, now } = deps;
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .select({ code: offerCodes, offer: offers, outcome: recoveries.outcome, endedAt: recoveries.endedAt })
      .from(offerCodes)
      .innerJoin(offers, and(eq(offers.storeId, storeId), eq(offers.id, offerCodes.offerId)))
      .leftJoin(recoveries, and(eq(recoveries.storeId, storeId), eq(recoveries.id, offerCodes.recoveryId)))
      .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id))),
  );
  if (!row) return null;
  const { code, offer } = row;
  const minter = await deps.openMinter(offer);
  const nowMs = now();
  const standing: CodeStanding = {
    state: code.state,
    isOver: code.expiresAt !== null && code.expiresAt.getTime() <= nowMs,
    recovery: row.endedAt === null ? 'open' : row.outcome === 'purchased' ? 'purchased' : 'ended',
    source: offer.minter === 'pool' ? 'imported' : minter ? 'shop' : 'no_access',
  };
  const task: CodeTask = taskOf(standing);
  const settle = async (state: 'redeemed' | 'revoked' | 'expired', reason: string) => {
    await withStore(database, storeId, (tx) => settleCode(tx, code, { state, reason, nowMs }));
    return state;
  };
  const again = async (at: number) => {
    const overMs = nowMs - (code.expiresAt?.getTime() ?? nowMs);
    if (overMs > lookAfterLimits.giveUpMs) return settle('expired', 'shop_does_not_answer');
    await lookAgainAt(deps, code, at);
    return null;
  };
  switch (task.kind) {
    case 'nothing':
      return again(Math.max(code.expiresAt?.getTime() ?? nowMs, nowMs + lookAfterLimits.retryMs));
    case 'give_back':
      await giveBack(deps, code);
      return 'free';
    case 'expire':
      return settle('expired', 'over');
    case 'ask_shop': {
      const look = minter ? await minter.look(code.code, signal) : ({ kind: 'unknown' } as const);
      if (look.kind === 'used') return settle('redeemed', 'seen_at_shop');
      if (look.kind === 'gone') return settle(standing.isOver ? 'expired' : 'revoked', 'seen_at_shop');
      if (standing.isOver)
        return look.kind === 'usable' ? settle('expired', 'over') : again(nowMs + lookAfterLimits.retryMs);
      if (!task.takeBack || !minter) return again(code.expiresAt?.getTime() ?? nowMs);
      const revoked = await minter.revoke(code.code, signal);
      if (revoked.kind === 'revoked') return settle('revoked', `recovery_${standing.recovery}`);
      return again(
        revoked.kind === 'impossible' ? (code.expiresAt?.getTime() ?? nowMs) : nowMs + lookAfterLimits.retryMs,
      );
    }
    default:
      return assertNever(task);
  }
}

async function lookAgainAt({ database }: LookAfterDeps, { storeId, id }: CodeRow, atMs: number): Promise<void> {
  await withStore(database, storeId, (tx) =>
    tx
      .update(offerCodes)
      .set({ lookAt: new Date(atMs) })
      .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id))),
  );
}

/** An imported code that nobody was told of is another one's. */
async function giveBack({ database }: LookAfterDeps, { storeId, id }: CodeRow): Promise<void> {
  await withStore(database, storeId, (tx) =>
    tx
      .update(offerCodes)
      .set({
        ...{ state: 'free', recoveryId: null, messageId: null, kind: null, value: null, currency: null },
        ...{ costMinor: null, expiresAt: null, lookAt: null, mintedAt: null },
      })
      .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id), eq(offerCodes.state, 'minted'))),
  );
}

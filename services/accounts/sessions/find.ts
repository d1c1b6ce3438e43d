import { lookUp } from '../../../db/postgres/tenancy.ts';
import type { MemberRole, Role } from '../../../domain/permission.ts';
import { type SecondFactorDemand, secondFactorDemand } from '../../../domain/second-factor-demand.ts';
import { isOutlived } from '../../../domain/session.ts';
import type { Accounts } from '../accounts.ts';

/** Whose session it is, and what they may do where. */
export interface FoundSession {
  readonly userId: string;
  readonly generation: number;
  /** When the person proved who they are. Epoch milliseconds. */
  readonly beganAtMs: number;
  /** Null also where a second factor is demanded that the person should have by now. */
  readonly roleIn: (storeId: string | null) => Role | null;
  /** What is demanded there of this person, who has no second factor; null: nothing. */
  readonly secondFactorIn: (storeId: string | null) => SecondFactorDemand | null;
}

interface SessionRow {
  readonly userId: string;
  readonly generation: number;
  readonly admin: boolean;
  readonly beganAtMs: number;
  readonly accountSinceMs: number;
  /** Whether the person has a second factor, or an identity provider stands for it. */
  readonly twoFactors: boolean;
  readonly storeIds: readonly string[];
  /** By the place of their store. */
  readonly roles: readonly MemberRole[];
  readonly joinedMs: readonly number[];
  /** NaN: nothing is demanded. */
  readonly demandedMs: readonly number[];
  readonly graceDays: readonly number[];
}

/** The session, unless it ended, has lived as long as one may, or its person was deactivated. */
export async function findSession(
  {
    database,
    sessionRules,
    now,
  }: { readonly database: Pick<Accounts['database'], 'app'> } & Pick<Accounts, 'sessionRules' | 'now'>,
  sessionId: string,
): Promise<FoundSession | null> {
  const [found] = await lookUp(database)<SessionRow[]>`
    select user_id as "userId", generation, admin, store_ids as "storeIds", roles, began_ms as "beganAtMs",
      account_ms as "accountSinceMs", two_factors as "twoFactors", joined_ms as "joinedMs", demanded_ms as "demandedMs",
      grace_days as "graceDays"
    from find_session(${sessionId})`;
  const nowMs = now();
  if (!found || isOutlived({ beganAtMs: found.beganAtMs, nowMs }, sessionRules)) return null;
  const { userId, generation, beganAtMs, admin, storeIds, roles } = found;
  const byStore = new Map<string | null, MemberRole | undefined>(storeIds.map((storeId, at) => [storeId, roles[at]]));
  const demands = demandsOf(found, { adminGraceDays: sessionRules.adminGraceDays, nowMs });
  return {
    ...{ userId, generation, beganAtMs },
    secondFactorIn: demands,
    roleIn: (storeId) => {
      if (demands(storeId)?.overdue) return null;
      return admin ? 'admin' : (byStore.get(storeId) ?? null);
    },
  };
}

/** Of an admin, who may do everything everywhere, the installation demands it; of others each store for itself. */
function demandsOf(
  { admin, accountSinceMs, twoFactors, storeIds, joinedMs, demandedMs, graceDays }: SessionRow,
  { adminGraceDays, nowMs }: { readonly adminGraceDays: number | null; readonly nowMs: number },
): FoundSession['secondFactorIn'] {
  if (twoFactors) return () => null;
  const ofAdmin =
    admin && adminGraceDays !== null
      ? secondFactorDemand({
          ...{ demandedSinceMs: accountSinceMs, joinedAtMs: accountSinceMs },
          graceDays: adminGraceDays,
          nowMs,
        })
      : null;
  const byStore = new Map<string | null, SecondFactorDemand>(
    storeIds.flatMap((storeId, at) => {
      const [demandedSinceMs = Number.NaN, joinedAtMs = 0, days = 0] = [demandedMs[at], joinedMs[at], graceDays[at]];
      if (Number.isNaN(demandedSinceMs)) return [];
      return [[storeId, secondFactorDemand({ demandedSinceMs, joinedAtMs, graceDays: days, nowMs })] as const];
    }),
  );
  return (storeId) => ofAdmin ?? byStore.get(storeId) ?? null;
}

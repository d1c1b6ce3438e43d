import { and, eq, gt, lte } from 'drizzle-orm';
import { challenges } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Challenge, type ChallengeKind, type ChallengeOf, challengeLifeMs } from '../../../domain/challenge.ts';
import { newOneTimeToken, oneTimeTokenHash } from '../links/one-time-token.ts';

/** Old ones that go with each new one: few are ever left behind. */
const forgottenMax = 100;

/** Begins a step that has to be answered; gives the name by which the browser answers it. */
export async function beginChallenge(
  tx: Tx,
  { userId, content, at }: { userId: string | null; content: Challenge; at: Date },
): Promise<string> {
  const { token, tokenHash } = newOneTimeToken();
  const old = await tx
    .select({ tokenHash: challenges.tokenHash })
    .from(challenges)
    .where(lte(challenges.expiresAt, at))
    .limit(forgottenMax)
    .for('update', { skipLocked: true });
  for (const { tokenHash: gone } of old) await tx.delete(challenges).where(eq(challenges.tokenHash, gone));
  await tx
    .insert(challenges)
    .values({ tokenHash, userId, content, createdAt: at, expiresAt: new Date(at.getTime() + challengeLifeMs) });
  return token;
}

export interface OpenChallenge<K extends ChallengeKind> {
  readonly tokenHash: string;
  readonly userId: string | null;
  readonly content: ChallengeOf<K>;
}

/** The step of this name and kind, locked until the transaction ends; null: there is none, or not any more. */
export async function findChallenge<K extends ChallengeKind>(
  tx: Tx,
  { token, kind, at }: { token: string; kind: K; at: Date },
): Promise<OpenChallenge<K> | null> {
  const [found] = await tx
    .select({ tokenHash: challenges.tokenHash, userId: challenges.userId, content: challenges.content })
    .from(challenges)
    .where(and(eq(challenges.tokenHash, oneTimeTokenHash(token)), gt(challenges.expiresAt, at)))
    .for('update');
  if (found?.content.kind !== kind) return null;
  return { ...found, content: found.content as ChallengeOf<K> };
}

/** An answered step is answered for good. */
export async function endChallenge(tx: Tx, { tokenHash }: { readonly tokenHash: string }): Promise<void> {
  await tx.delete(challenges).where(eq(challenges.tokenHash, tokenHash));
}

/** A newer one in the place of what was kept of a step. */
export async function changeChallenge(
  tx: Tx,
  { tokenHash, content }: { readonly tokenHash: string; readonly content: Challenge },
): Promise<void> {
  await tx.update(challenges).set({ content }).where(eq(challenges.tokenHash, tokenHash));
}

import { z } from '@hono/zod-openapi';
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { carts, decisions, messages, recoveries } from '../../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../../db/postgres/tenancy.ts';
import { idleMsOnceBegun } from '../../../../domain/abandon-at.ts';
import type { Actor } from '../../../../domain/actor.ts';
import type { CampaignContent } from '../../../../domain/campaign-content.ts';
import { type Channel, channels, channelsOf } from '../../../../domain/channel.ts';
import { afterRefusal } from '../../../../domain/claim.ts';
import { sendingTime } from '../../../../domain/compliance/sending-time.ts';
import { wouldClaim } from '../../../../domain/dry-run/would-claim.ts';
import { toWallMs } from '../../../../domain/duration.ts';
import { flowOf } from '../../../../domain/flow/compile-rules.ts';
import { messagesOf } from '../../../../domain/flow/flow.ts';
import { stepIdOf } from '../../../../domain/flow/flow-cursor.ts';
import { isReasonCode, type ReasonCode } from '../../../../domain/reason-code.ts';
import { advance } from '../../../../domain/recovery-state.ts';
import { type BegunRecovery, type RehearsedTurn, rehearse } from '../../../../domain/rehearse.ts';
import { idSchema, readInput } from '../../../shared/read-input.ts';
import { requirePermission } from '../../../shared/require-permission.ts';
import { ServiceError } from '../../../shared/service-error.ts';
import { type CampaignKey, readCampaign } from '../campaign.ts';
import { type ContentInput, contentInput, contentOf } from '../campaign-input.ts';
import { isSound } from '../findings.ts';
import { readStore } from '../store-row.ts';
import { readVersion } from '../versions.ts';
import { type ExplainedChoice, readArmTaker } from './arm-taker.ts';
import { type Abandoned, type AbandonedSearch, readAbandoned, whyNotStarted } from './read-abandoned.ts';
import { readSendingRules } from './sending-rules.ts';

export const explainShape = {
  ...contentInput,
  /** Of the campaign; the newest one where nothing else is given. */
  version: z.int().min(1).optional(),
  cartId: idSchema,
};
/** At most one of them. */
export const oneSource = {
  refine: ({ rules, flow, version }: ContentInput & { readonly version?: number | undefined }) =>
    [rules, flow, version].filter((one) => one !== undefined).length <= 1,
  told: { path: ['rules'], message: 'give rules, a flow, a version, or none of them' },
};
const explainInput = z.object({ campaignId: idSchema, ...explainShape }).refine(oneSource.refine, oneSource.told);

export interface ExplainCart extends CampaignKey, ContentInput {
  readonly actor: Actor;
  readonly version?: number | undefined;
  readonly cartId: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** `recorded`: it happened. `expected`: it would, or will, if its person does nothing more. */
export type ExplainedTurn = RehearsedTurn & { readonly basis: 'recorded' | 'expected' };

export interface Explanation {
  readonly cartId: string;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
  /** `to_come`: the cart is not abandoned so far. `running`: a recovery of this campaign is under way. */
  readonly standing: 'abandoned' | 'to_come' | 'running';
  /** Why no recovery would begin; null: one would, or did. */
  readonly startsNot: ReasonCode | null;
  readonly turns: readonly ExplainedTurn[];
  /** Arms that were chosen for the person, or drawn for the baseline, at splits that choose. */
  readonly choices: readonly ExplainedChoice[];
}

/** More entries of one recovery say nothing more. */
const recordedMax = 500;

/** What a campaign, or an edit of it, does with one cart: step by step, with times and reasons. Sends nothing. */
export async function explainCart(
  database: Pick<Database, 'app'>,
  { actor, storeId, nowMs, ...given }: ExplainCart,
): Promise<Explanation> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { campaignId, cartId, version, ...input } = readInput(explainInput, given);
  return withStore(database, storeId, async (tx) => {
    const campaign = await readCampaign(tx, { storeId, campaignId }, { lock: false });
    requirePermission(actor, 'carts:read', storeId);
    const store = await readStore(tx, storeId);
    const isEdit = input.rules !== undefined || input.flow !== undefined;
    const running = isEdit ? null : await readRunning(tx, { storeId, campaignId, cartId, version });
    const content: CampaignContent & { readonly version: number } = isEdit
      ? { ...contentOf(input), version: 0 }
      : await readVersion(tx, {
          ...{ storeId, campaignId, path: 'version' },
          version: version ?? running?.campaignVersion ?? campaign.version,
        });
    if (!isSound(content))
      throw new ServiceError('invalid', 'Nobody could follow this flow: see the findings of its check.', {
        path: 'flow',
      });
    const flow = flowOf(content, content.version);
    const search = { storeId, campaignId, countPieces: true };
    const { found, isToCome } = await findCart(tx, store, search, cartId, nowMs);
    const wanted = channels.filter((channel) =>
      messagesOf(flow).some((message) => channelsOf(message.channel).includes(channel)),
    );
    const ask = wouldClaim(await readSendingRules(tx, store, campaign), sendingTime);
    const told = { cartId, abandonedAt: found.cart.abandonedAt };
    const turns: ExplainedTurn[] = [];
    const { customerId } = found.cart;
    const person = {
      ...{ storeId, campaignId, customerId, recoveryId: running?.id ?? cartId, nowMs },
      abandonedAt: running?.abandonedAt.getTime() ?? found.cart.abandonedAt,
    };
    const taker = await readArmTaker(tx, { ...person, flow });
    const { takeArm } = taker;
    const observe = (turn: RehearsedTurn) => turns.push({ ...turn, basis: 'expected' });
    if (running) {
      const recorded = await readRecorded(tx, storeId, running.id);
      turns.push(...recorded);
      const cart = { ...found.cart, cartId: running.id, later: [] };
      rehearse(flow, cart, ask, { begun: begunOf(running, recorded, nowMs), takeArm, observe });
      const abandonedAt = running.abandonedAt.getTime();
      return { ...told, abandonedAt, standing: 'running', startsNot: null, turns, choices: taker.choices() };
    }
    const startsNot = whyNotStarted(found, wanted);
    if (!startsNot) rehearse(flow, found.cart, ask, { takeArm, observe });
    return { ...told, standing: isToCome ? 'to_come' : 'abandoned', startsNot, turns, choices: taker.choices() };
  });
}

type Running = typeof recoveries.$inferSelect;

async function readRunning(
  tx: Tx,
  {
    storeId,
    campaignId,
    cartId,
    version,
  }: CampaignKey & { readonly cartId: string; readonly version: number | undefined },
): Promise<Running | null> {
  const [row] = await tx
    .select()
    .from(recoveries)
    .where(
      and(
        eq(recoveries.storeId, storeId),
        eq(recoveries.cartId, cartId),
        eq(recoveries.campaignId, campaignId),
        isNull(recoveries.endedAt),
        version === undefined ? undefined : eq(recoveries.campaignVersion, version),
      ),
    )
    .orderBy(desc(recoveries.createdAt))
    .limit(1);
  return row ?? null;
}

async function findCart(
  tx: Tx,
  store: Awaited<ReturnType<typeof readStore>>,
  search: Omit<AbandonedSearch, 'among'>,
  cartId: string,
  nowMs: number,
): Promise<{ readonly found: Abandoned; readonly isToCome: boolean }> {
  const { storeId } = search;
  const [cart] = await tx
    .select({ abandonAt: carts.abandonAt, stage: carts.stage, lastActivityAt: carts.lastActivityAt })
    .from(carts)
    .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
  if (!cart) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'cartId' });
  const { items: left } = await readAbandoned(tx, store, { ...search, among: { kind: 'newest_of_cart', cartId } });
  const [newest] = left;
  // A cart that somebody is busy with again will be abandoned again.
  if (newest && cart.abandonAt === null) return { found: newest, isToCome: false };
  const idleMs = toWallMs(idleMsOnceBegun(cart.stage, store), store.timeScale);
  const atMs = Math.max(nowMs, cart.abandonAt?.getTime() ?? cart.lastActivityAt.getTime() + idleMs);
  const { items } = await readAbandoned(tx, store, { ...search, among: { kind: 'to_come', cartId, atMs } });
  const [found] = items;
  if (!found) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'cartId' });
  return { found, isToCome: true };
}

/** What was sent and decided against so far, oldest first. */
async function readRecorded(tx: Tx, storeId: string, recoveryId: string): Promise<readonly ExplainedTurn[]> {
  const sent = await tx
    .select({ ruleId: messages.ruleId, channel: messages.channel, at: messages.claimedAt })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.recoveryId, recoveryId),
        inArray(messages.state, ['accepted', 'sending', 'unknown']),
      ),
    )
    .orderBy(asc(messages.claimedAt))
    .limit(recordedMax);
  const left = await tx
    .select({ ruleId: decisions.ruleId, channel: decisions.channel, reason: decisions.reason, at: decisions.at })
    .from(decisions)
    .where(and(eq(decisions.storeId, storeId), eq(decisions.recoveryId, recoveryId), eq(decisions.kind, 'not_sent')))
    .orderBy(asc(decisions.at))
    .limit(recordedMax);
  const turns: ExplainedTurn[] = [
    ...sent.map(
      ({ ruleId, channel, at }): ExplainedTurn => ({
        ...{ kind: 'sent', basis: 'recorded', stepId: stepIdOf(ruleId), channel, at: at.getTime() },
      }),
    ),
    ...left.flatMap(({ ruleId, channel, reason, at }): ExplainedTurn[] =>
      ruleId === null || reason === null || !isReasonCode(reason)
        ? []
        : [{ kind: 'skipped', basis: 'recorded', stepId: stepIdOf(ruleId), channel, reason, at: at.getTime() }],
    ),
  ];
  return turns.sort((a, b) => a.at - b.at);
}

/** From its row and from what is recorded: a running recovery tells nobody its state but its workflow. */
function begunOf({ cursor }: Running, recorded: readonly ExplainedTurn[], nowMs: number): BegunRecovery {
  const sent = recorded.flatMap((turn) =>
    turn.kind === 'sent' ? [{ stepId: turn.stepId, channel: turn.channel as Channel, at: turn.at }] : [],
  );
  const done = new Set(recorded.flatMap((turn) => (turn.kind === 'sent' ? [turn.stepId] : settledBy(turn))));
  return {
    ...{ cursor, sent, nowMs },
    state: (begun) =>
      [...done].reduce(
        (state, ruleId) =>
          advance(state, {
            kind: 'step_done',
            ruleId,
            results: sent
              .filter(({ stepId }) => stepId === ruleId)
              .map(({ channel, at }) => ({ kind: 'sent', ruleId, channel, at })),
          }),
        begun,
      ),
  };
}

/** A step that only waits is not over. */
function settledBy(turn: ExplainedTurn): readonly string[] {
  if (turn.kind !== 'skipped') return [];
  const waits = afterRefusal(turn.reason) === 'try_later' || turn.reason === 'order_unclear';
  return waits ? [] : [turn.stepId];
}

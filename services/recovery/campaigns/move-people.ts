import { z } from '@hono/zod-openapi';
import { and, eq, inArray } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { flowOf } from '../../../domain/flow/compile-rules.ts';
import type { Flow } from '../../../domain/flow/flow.ts';
import {
  checkMove,
  type Fates,
  type MoveFinding,
  movePeople,
  type StepCount,
} from '../../../domain/flow/move-people.ts';
import { enqueueSignals, type QueuedSignal } from '../../journal/signals/enqueue.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';
import { type ContentInput, contentInput, contentOf, oneContent } from './campaign-input.ts';
import { refuseBrokenFlow } from './findings.ts';
import { type PersonInside, readPeopleInside } from './people-inside.ts';
import { readStore, type Store } from './store-row.ts';

/** People whose wait is over in the new version are let go at this rate unless another one is given. */
const releasesPerMinuteUsual = 60;
const fatesMax = 200;

const fateInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stays') }),
  z.strictObject({ kind: z.literal('moves'), to: z.string().min(1).max(50) }),
  z.strictObject({ kind: z.literal('leaves') }),
]);

/** What becomes of those who are inside when a new version is published. */
export const moveInput = z.strictObject({
  fates: z
    .record(z.string().min(1).max(50), fateInput)
    .refine((fates) => Object.keys(fates).length <= fatesMax, `must not have more than ${fatesMax} steps`)
    .default({})
    .openapi({
      description:
        'By the id of the step that people stand at. Whoever stands at a step without a fate goes over to the step of that id.',
    }),
  releasesPerMinute: z.int().min(1).max(10_000).default(releasesPerMinuteUsual).openapi({
    description: 'So many of those whose wait is over in the new version are decided anew in each minute.',
  }),
});
export type MoveInput = z.input<typeof moveInput>;
type Move = z.output<typeof moveInput>;

export interface MovePreview {
  /** Open recoveries that stand in the campaign. */
  readonly people: number;
  readonly counts: readonly StepCount[];
  /** What keeps the move from being made. */
  readonly findings: readonly MoveFinding[];
}

export const moveFindingSentences = {
  fate_missing: 'People stand at this step, which the new version does not have: say what becomes of them.',
  target_unknown: 'The new version has no step of this id.',
} as const satisfies Readonly<Record<MoveFinding['code'], string>>;

const previewInput = z
  .object({ campaignId: idSchema, ...contentInput, people: moveInput.prefault({}) })
  .refine(oneContent.refine, oneContent.told);

export interface PreviewMove extends CampaignKey, ContentInput {
  readonly actor: Actor;
  readonly people?: MoveInput;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** How many people stand where, and what a new version would mean for them. Changes nothing. */
export async function previewMove(
  database: Pick<Database, 'app'>,
  { actor, storeId, nowMs, ...given }: PreviewMove,
): Promise<MovePreview> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { campaignId, people: move, ...input } = readInput(previewInput, given);
  const content = refuseBrokenFlow(contentOf(input));
  return withStore(database, storeId, async (tx) => {
    const campaign = await readCampaign(tx, { storeId, campaignId }, { lock: false });
    const store = await readStore(tx, storeId);
    const inside = await readPeopleInside(tx, { storeId, campaignId }, store, nowMs);
    const to = flowOf(content, campaign.version + 1, store.timeScale);
    const { fates, releasesPerMinute } = move;
    return {
      people: inside.length,
      counts: movePeople(to, fates, inside, { nowMs, releasesPerMinute }).counts,
      findings: checkMove(to, fates, inside),
    };
  });
}

/**
 * Takes those who are inside over into the version that was published in this transaction, or lets them go. Each is told by a
 * signal, and decides at its own step. Throws `invalid` where nobody said what becomes of whom.
 */
export async function moveInside(
  tx: Tx,
  {
    key,
    store,
    to,
    move: { fates, releasesPerMinute },
    nowMs,
  }: {
    readonly key: CampaignKey;
    readonly store: Store;
    readonly to: Flow;
    readonly move: Move;
    readonly nowMs: number;
  },
): Promise<readonly StepCount[]> {
  const inside = await readPeopleInside(tx, key, store, nowMs);
  refuseMove(to, fates, inside);
  const { people, counts } = movePeople(to, fates, inside, { nowMs, releasesPerMinute });
  const workflowIds = new Map(inside.map(({ workflowId, facts }) => [facts.recoveryId, workflowId]));
  const signals = people.flatMap((one): QueuedSignal[] => {
    const workflowId = workflowIds.get(one.recoveryId);
    if (one.kind === 'stays' || workflowId === undefined) return [];
    const { version } = to;
    const change =
      one.kind === 'leaves'
        ? ({ kind: 'leaves', version } as const)
        : ({ kind: 'moves', version, stepId: one.cursor.stepId, notBefore: one.cursor.notBefore } as const);
    return [
      { storeId: key.storeId, recoveryId: one.recoveryId, workflowId, signal: { kind: 'campaignChanged', change } },
    ];
  });
  const moved = people.flatMap((one) => (one.kind === 'moves' ? [one.recoveryId] : []));
  if (moved.length > 0)
    await tx
      .update(recoveries)
      .set({ campaignVersion: to.version })
      .where(and(eq(recoveries.storeId, key.storeId), inArray(recoveries.id, moved)));
  await enqueueSignals(tx, signals);
  return counts;
}

function refuseMove(to: Flow, fates: Fates, inside: readonly PersonInside[]): void {
  const findings = checkMove(to, fates, inside);
  const [first] = findings;
  if (first)
    throw new ServiceError('invalid', moveFindingSentences[first.code], {
      path: `people.${first.path}`,
      details: { findings },
    });
}

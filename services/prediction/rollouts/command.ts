import { and, eq, inArray } from 'drizzle-orm';
import { rollouts } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { isOver, type RolloutCommand, type RolloutState } from '../../../domain/rollout/rollout.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { leaveServing } from './leave-serving.ts';
import type { RolloutDeps, RolloutKey, RolloutRow } from './rollout.ts';
import type { RolloutControl } from './rollout-control.ts';

export interface CommandDeps extends RolloutDeps {
  /** Without it the workflow finds what is wanted at its next look. */
  readonly control?: RolloutControl | undefined;
}

export interface CommandRollout extends RolloutKey {
  readonly command: RolloutCommand;
  /** For those who read the history. */
  readonly reason: string;
  readonly actor: Actor;
}

export const reasonLengthMax = 200;

/**
 * Holds, resumes or undoes a rollout. An undone version answers for nobody from the commit on, whether or not the scheduler is
 * there. Throws `conflict` where it stands otherwise, `not_found` where there is none.
 */
export async function commandRollout(
  deps: CommandDeps,
  { storeId, rolloutId: given, command, reason: words, actor }: CommandRollout,
): Promise<RolloutRow> {
  requirePermission(actor, 'models:write', storeId);
  const rolloutId = readInput(idSchema, given);
  const reason = readInput(textSchema(1, reasonLengthMax), words);
  const row = await find(deps, { storeId, rolloutId });
  if (isOver(row.state)) throw new ServiceError('conflict', 'This rollout is over.');
  // First what people get: a row that says so while the version still answers would be a lie.
  if (command === 'undo') await leaveServing(deps, row, { actor, reason });
  const work = (tx: Tx) => record(tx, { row, command, reason, actor, at: new Date(deps.now()) });
  const changed = await (storeId === null ? withEngine(deps.database, work) : withStore(deps.database, storeId, work));
  await deps.control?.tell(rolloutId, command).catch(() => undefined);
  return changed;
}

async function find({ database }: RolloutDeps, { storeId, rolloutId }: RolloutKey): Promise<RolloutRow> {
  const work = (tx: Tx) => tx.select().from(rollouts).where(eq(rollouts.id, rolloutId));
  const [row] = await (storeId === null ? withEngine(database, work) : withStore(database, storeId, work));
  if (!row || row.storeId !== storeId) throw new ServiceError('not_found', 'There is no rollout with this id here.');
  return row;
}

/** From which states a command leads to which. */
const ways: Readonly<Record<RolloutCommand, readonly RolloutState[]>> = {
  hold: ['starting', 'running'],
  resume: ['held'],
  undo: ['starting', 'running', 'held'],
};

async function record(
  tx: Tx,
  {
    row,
    command,
    reason,
    actor,
    at,
  }: Pick<CommandRollout, 'command' | 'reason' | 'actor'> & { readonly row: RolloutRow; readonly at: Date },
): Promise<RolloutRow> {
  const [changed] = await tx
    .update(rollouts)
    .set(nextOf(row, { command, reason, at }))
    .where(and(eq(rollouts.id, row.id), inArray(rollouts.state, [...ways[command]])))
    .returning();
  if (!changed)
    throw new ServiceError('conflict', `A rollout that is ${row.state} cannot be told to ${command}.`, {
      path: 'command',
    });
  await recordAudit(tx, {
    ...{ actor, storeId: row.storeId, action: 'models:write' },
    subject: { kind: 'rollout', id: row.id },
    change: { state: { before: row.state, after: changed.state }, reason: { after: reason } },
  });
  return changed;
}

function nextOf(
  { stageSince }: RolloutRow,
  { command, reason, at }: { readonly command: RolloutCommand; readonly reason: string; readonly at: Date },
) {
  switch (command) {
    case 'hold':
      return { state: 'held', reason } as const;
    case 'resume':
      return { state: stageSince === null ? 'starting' : 'running', reason } as const;
    case 'undo':
      return { state: 'rolled_back', endReason: 'undone', reason, endedAt: at } as const;
    default:
      return assertNever(command);
  }
}

import { z } from 'zod';
import type { ActorKind } from '../../domain/actor.ts';
import { type AskEngine, Refusal } from '../store/ask-engine.ts';

const flagsSchema = z.object({
  items: z.array(z.object({ name: z.string(), platform: z.object({ actorKind: z.string() }).nullable() })),
});
const operationsSchema = z.object({
  problems: z.array(z.object({ kind: z.string(), subject: z.string().nullable() })),
  partitions: z.object({ status: z.string() }),
});

/** Nothing else says anything of flags in the name of the engine itself. */
const heldBy: ActorKind = 'system';
/** While one of these is told, the tables do not know yet what the log knows, or know whom they should have forgotten. */
const inTheWay: ReadonlySet<string> = new Set(['dependency_away', 'role_missing', 'events_waiting', 'erasures_open']);

/**
 * Lets the sends of a restored installation go, once everything in the event log is applied. What may have gone out in the lost
 * time is settled by its claim, and never sent.
 *
 * @throws Refusal when nothing is held, or when something is in the way.
 */
export async function release(ask: AskEngine): Promise<void> {
  const { items } = flagsSchema.parse(await ask('GET', '/v1/platform-flags'));
  const isHeld = items.some(({ name, platform }) => name === 'sending' && platform?.actorKind === heldBy);
  if (!isHeld) throw new Refusal('No sends are held by a restore.');
  const { problems, partitions } = operationsSchema.parse(await ask('GET', '/v1/operations'));
  const found = problems
    .filter(({ kind }) => inTheWay.has(kind))
    .map(({ kind, subject }) => `${kind} ${subject ?? ''}`);
  if (partitions.status !== 'known') found.push('the event log cannot be read');
  if (found.length > 0)
    throw new Refusal(`Not released, because of: ${found.join(', ')}. Try again when that is over.`);
  await ask('DELETE', '/v1/platform-flags/sending?reason=Released%20after%20the%20restore');
}

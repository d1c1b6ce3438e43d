import type { Channel } from './channel.ts';
import type { Flow } from './flow/flow.ts';
import { type AskClaim, type RehearsedCart, type RehearsedMessage, rehearse } from './rehearse.ts';

/** How the messages of one step on one channel change. */
export interface StepChange {
  readonly stepId: string;
  readonly channel: Channel;
  readonly before: number;
  readonly after: number;
  /** Carts that would get this message now and did not before, and the other way round: the first few of each. */
  readonly gaining: readonly string[];
  readonly losing: readonly string[];
}

export const exampleCartsMax = 5;

/** Runs two flows over the same carts: what the newer one sends more or less, by step and channel. Null: nothing was sent. */
export function whatChanges(
  { before, after }: { readonly before: Flow | null; readonly after: Flow },
  carts: readonly RehearsedCart[],
  ask: AskClaim,
): readonly StepChange[] {
  const changes = new Map<string, { -readonly [K in keyof StepChange]: StepChange[K] }>();
  const changeOf = ({ stepId, channel }: RehearsedMessage) => {
    const key = `${stepId}/${channel}`;
    const known = changes.get(key) ?? { stepId, channel, before: 0, after: 0, gaining: [], losing: [] };
    changes.set(key, known);
    return known;
  };
  for (const cart of carts) {
    const old = before ? rehearse(before, cart, ask).sent : [];
    const now = rehearse(after, cart, ask).sent;
    for (const message of old) {
      const change = changeOf(message);
      change.before += 1;
      if (!now.some((other) => isSameMessage(other, message))) change.losing = withExample(change.losing, cart.cartId);
    }
    for (const message of now) {
      const change = changeOf(message);
      change.after += 1;
      if (!old.some((other) => isSameMessage(other, message)))
        change.gaining = withExample(change.gaining, cart.cartId);
    }
  }
  const order = [...(before?.steps ?? []), ...after.steps].map(({ id }) => id);
  return [...changes.values()].sort(
    (a, b) => order.indexOf(a.stepId) - order.indexOf(b.stepId) || a.channel.localeCompare(b.channel),
  );
}

function isSameMessage(a: RehearsedMessage, b: RehearsedMessage): boolean {
  return a.stepId === b.stepId && a.channel === b.channel;
}

function withExample(examples: readonly string[], cartId: string): readonly string[] {
  return examples.length < exampleCartsMax ? [...examples, cartId] : examples;
}

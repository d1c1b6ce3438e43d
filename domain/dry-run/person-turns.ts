import type { Channel } from '../channel.ts';
import type { ReasonCode } from '../reason-code.ts';
import type { RehearsedRecovery } from '../rehearse.ts';

/** What earlier recoveries of a dry run mean for the next cart of the same person: each has one recovery at a time. */
export interface PersonTurns {
  /** Why a cart that was abandoned then begins nothing; null: it begins. */
  whyNot(customerId: string, abandonedAt: number): ReasonCode | null;
  /** Messages that the person got in the run so far, oldest first. */
  messagesOf(customerId: string): readonly { readonly channel: Channel; readonly at: number }[];
  ended(customerId: string, recovery: RehearsedRecovery): void;
}

interface Turn {
  readonly endedAt: number;
  readonly superseded: boolean;
  readonly messages: readonly { readonly channel: Channel; readonly at: number }[];
}

/** The newest messages of a person are enough to count caps by: none is larger. */
const messagesKeptMax = 100;

/** @param coolDownMs On the wall's clock. */
export function createPersonTurns(coolDownMs: number): PersonTurns {
  const turns = new Map<string, Turn>();
  return {
    whyNot(customerId, abandonedAt) {
      const last = turns.get(customerId);
      if (!last) return null;
      if (abandonedAt < last.endedAt) return 'active_recovery';
      return !last.superseded && abandonedAt < last.endedAt + coolDownMs ? 'cool_down' : null;
    },
    messagesOf: (customerId) => turns.get(customerId)?.messages ?? [],
    ended(customerId, { endedAt, end, sent }) {
      const before = turns.get(customerId)?.messages ?? [];
      turns.set(customerId, {
        ...{ endedAt, superseded: end.reason === 'superseded' },
        messages: [...before, ...sent.map(({ channel, at }) => ({ channel, at }))].slice(-messagesKeptMax),
      });
    },
  };
}

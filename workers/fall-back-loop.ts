import { secondMs } from '../domain/duration.ts';
import { type FallBackDeps, sendFallingBack } from '../services/messaging/messages/send-falling-back.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** Messages looked at in one round. */
const messagesPerRoundMax = 50;
const pauseMs = 5 * secondMs;

/** Sends by the next carrier what WhatsApp or RCS could not deliver, and once more what a telephone was away for. Any number of processes may do so. */
export function startFallBackLoop({ log, metrics }: Deps, deps: FallBackDeps): Pick<Role, 'stop'> {
  const outcomes = metrics.counter({
    name: 'messages_fallen_back_total',
    help: 'Messages that could not be delivered by a carrier, or for now, and that were tried once more.',
    labels: ['outcome'],
  });
  const stopping = new AbortController();
  const loop = startPollingLoop({
    name: 'messages that fall back',
    log,
    async round() {
      const { due, sent } = await sendFallingBack(deps, { limit: messagesPerRoundMax, signal: stopping.signal });
      outcomes.add({ outcome: 'sent' }, sent);
      outcomes.add({ outcome: 'not_sent' }, due - sent);
      return due === messagesPerRoundMax ? 0 : pauseMs;
    },
  });
  return {
    async stop() {
      stopping.abort();
      await loop.stop();
    },
  };
}

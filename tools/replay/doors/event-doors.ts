import type { ApiClient } from '../../traffic/api-client.ts';
import { sendEvents } from '../../traffic/send-events.ts';
import { openSocketSender } from '../socket-sender.ts';
import type { ReplayTarget, Transport } from './transport.ts';

const giveUpAfterMs = 120_000;
const batchEventsMax = 500;

/** The events as they are, in batches over HTTP. */
export function openBatchTransport(client: ApiClient): Transport {
  return {
    batchEventsMax,
    tell: (events) => events,
    meant: (event) => event,
    say: (batch, onRetry) =>
      sendEvents(
        client,
        batch.map(({ event }) => event),
        { giveUpAfterMs, onRetry },
      ),
    finish: async () => ({}),
  };
}

/** The events as they are, over one connection that stays open. */
export function openSocketTransport({ url, key }: ReplayTarget): Transport {
  let retried = (): void => undefined;
  const socket = openSocketSender({ url, key, giveUpAfterMs, onRetry: () => retried() });
  return {
    batchEventsMax,
    tell: (events) => events,
    meant: (event) => event,
    say(batch, onRetry) {
      retried = onRetry;
      return socket.sendOverSocket(batch.map(({ event }) => event));
    },
    async finish() {
      socket.close();
      return {};
    },
  };
}

import fc from 'fast-check';
import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { createEventSockets } from '../../../api/event-socket/event-sockets.ts';
import { socketLimits } from '../../../api/event-socket/socket-limits.ts';
import type { AcceptedEvent, StorefrontEvent } from '../../../events/event.ts';
import { partitionOf } from '../../../events/event-log.ts';
import { createMetrics } from '../../../runtime/metrics.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { workOnDeliveries } from '../../../workers/webhook-loop.ts';
import { createApiClient } from '../../traffic/api-client.ts';
import type { ScheduledSend } from '../reordering.ts';
import type { TraceEvent } from '../to-events.ts';
import { anyTrace } from './any-story.ts';
import { openTransport } from './open-transport.ts';
import { type TransportName, transportNames } from './transport.ts';

const log = pino({ level: 'silent' });

/** The engine as one process serves it: with sockets, and with webhooks that are worked on at once. */
async function serve(api: ApiFixture): Promise<string> {
  const { database, eventLog, integrations } = api;
  const eventSockets = createEventSockets({
    limits: { ...socketLimits, connectionsMax: 10, storeConnectionsMax: 10 },
    metrics: createMetrics({ role: 'test' }),
    log,
  });
  const deliveries = workOnDeliveries({ ...integrations, database, eventLog, flags: allOn, log, clientOf: () => null });
  onTestFinished(() => deliveries.stop());
  const { address } = await api.serve({ eventSockets });
  return `http://${address}`;
}

async function logged({ eventLog }: ApiFixture, storeId: string): Promise<readonly AcceptedEvent[]> {
  const entries = await eventLog.read(partitionOf(storeId, eventLog.partitions), null, {
    eventsMax: 10_000,
    waitMs: 0,
  });
  return entries.flatMap(({ events }) => events).filter((event) => event.storeId === storeId);
}

/** An order counts from its arrival, which only the log knows: the trace gets the same arrivals. Platforms rename events. */
function withArrivals(trace: readonly StorefrontEvent[], log: readonly AcceptedEvent[]) {
  const arrivals = new Map(log.flatMap((event) => namesOf(event).map((name) => [name, event.receivedAt])));
  return trace.map((event) => {
    const receivedAt = namesOf(event)
      .map((name) => arrivals.get(name))
      .find((arrival) => arrival !== undefined);
    if (receivedAt === undefined) throw new Error(`${event.type} ${event.id} did not arrive`);
    return { ...event, receivedAt };
  });
}

function namesOf(event: StorefrontEvent): readonly string[] {
  const { id, occurredAt } = event;
  if ('orderId' in event) return [`order ${event.orderId}`];
  return [id, `${'cartId' in event ? event.cartId : ''} at ${Date.parse(occurredAt)}`];
}

async function* inOrder(events: readonly TraceEvent[]) {
  yield* events;
}

test.for(transportNames)(
  'a trace through the endpoint %s, backwards and told twice, ends in the same carts',
  async (name: TransportName, { api }) => {
    const url = await serve(api);
    for (const events of fc.sample(anyTrace, { seed: 7, numRuns: 3 })) {
      const store = await api.newStore();
      const target = { url, key: store.key };
      const door = await openTransport(name, target, createApiClient(target));
      const told: ScheduledSend[] = [];
      for await (const trace of door.tell(inOrder(events.map((event) => ({ traceMs: 0, event })))))
        told.push({ ...trace, leavesMs: 0, again: false });
      const backwards = told.toReversed();
      for (const again of [false, true]) {
        const answers = await door.say(backwards, () => undefined);
        expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([again ? 'duplicate' : 'accepted']));
      }
      expect(await door.finish()).toEqual({});
      const arrived = await logged(api, store.id);
      expect(foldEvents(arrived)).toEqual(foldEvents(withArrivals(events.map(door.meant), arrived)));
    }
  },
);

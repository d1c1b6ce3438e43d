import { Hono } from 'hono';
import type { EventLog } from '../../events/event-log.ts';
import { mayHoldHostileValue } from '../../services/events/find-hostile-value.ts';
import { takeInEvents } from '../../services/events/take-in-events.ts';

/**
 * The bare handler that checks the event and makes it durable as the engine does, for one store and without what an API
 * needs around it: keys, limits, headers, measurements. The distance to the engine is the price of those.
 */
export function bareTakeIn(eventLog: Pick<EventLog, 'append'>, storeId: string): Hono {
  const app = new Hono();
  app.post('/v1/events', async (c) => {
    const text = await c.req.text();
    const [result] = await takeInEvents(eventLog, {
      storeId,
      items: [JSON.parse(text)],
      receivedAt: Date.now(),
      searchHostile: mayHoldHostileValue(text),
    });
    return c.json(result, 202);
  });
  return app;
}

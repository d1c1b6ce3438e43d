import { Hono } from 'hono';

/** What Hono can do at most: parses the same JSON and answers, with nothing checked and nothing kept. */
export function bareHandler(): Hono {
  const app = new Hono();
  app.post('/v1/events', async (c) => {
    const event = await c.req.json<{ id: string }>();
    return c.json({ id: event.id, status: 'accepted' }, 202);
  });
  return app;
}

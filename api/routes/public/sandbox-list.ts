import type { Hono } from 'hono';
import { z } from 'zod';
import { channels } from '../../../domain/channel.ts';
import { listSandboxMessages } from '../../../services/messaging/sandbox-inbox/list.ts';
import { respondPage } from '../../pages/respond-page.ts';
import { sandboxListPage } from '../../pages/sandbox-list-page.ts';
import type { PublicDeps } from './public-deps.ts';

/** A query that cannot be understood shows the first page: a person may have edited the address. */
const query = z.object({
  channel: z.enum(channels).nullable().catch(null),
  after: z
    .object({ at: z.coerce.number().int().min(0).max(8.64e15), messageId: z.uuid() })
    .nullable()
    .catch(null),
});

/** `GET /outbox`: what the outbox took, newest first. */
export function sandboxListRoute(routes: Hono, { operations, now }: PublicDeps): void {
  routes.get('/outbox', async (c) => {
    const { channel, after } = query.parse({
      channel: c.req.query('channel') ?? null,
      after: { at: c.req.query('at'), messageId: c.req.query('id') },
    });
    const page = await listSandboxMessages(operations, { channel, after });
    return respondPage(c, (frame) => sandboxListPage({ ...frame, page, channel, now: now() }));
  });
}

import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { showSandboxMessage } from '../../../services/messaging/sandbox-inbox/show.ts';
import { noticePage } from '../../pages/notice-page.ts';
import { respondPage } from '../../pages/respond-page.ts';
import { sandboxMessagePage } from '../../pages/sandbox-message-page.ts';
import type { PublicDeps } from './public-deps.ts';

const path = z.object({ storeId: z.uuid(), messageId: z.uuid() });

/** `GET /outbox/{storeId}/{messageId}`: one message as the person would see it. */
export function sandboxShowRoute(routes: Hono, { database }: PublicDeps): void {
  routes.get('/outbox/:storeId/:messageId', async (c) => {
    const entry = await findEntry(c, database);
    if (!entry)
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...frame,
            shop: null,
            title: 'No such message',
            text: 'The outbox holds no message of this address.',
          }),
        { status: 404 },
      );
    return respondPage(
      c,
      (frame) => sandboxMessagePage({ ...frame, entry, emailUrl: `/outbox/${entry.storeId}/${entry.messageId}/html` }),
      { frames: true },
    );
  });
}

export async function findEntry(c: Context, database: PublicDeps['database']) {
  const ids = path.safeParse(c.req.param());
  return ids.success ? showSandboxMessage(database, ids.data) : null;
}

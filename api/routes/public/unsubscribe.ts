import type { Context, Hono } from 'hono';
import { openUnsubscribeLink } from '../../../services/state/suppressions/open-unsubscribe.ts';
import { unsubscribe } from '../../../services/state/suppressions/unsubscribe.ts';
import { noticePage } from '../../pages/notice-page.ts';
import { respondPage } from '../../pages/respond-page.ts';
import { channelNames, unsubscribePage } from '../../pages/unsubscribe-page.ts';
import type { PublicDeps } from './public-deps.ts';

/** `GET /u/{token}` asks, `POST /u/{token}` with `scope=channel|all` does it. */
export function unsubscribeRoute(routes: Hono, { database, now }: PublicDeps): void {
  const ask = async (c: Context) => {
    const token = c.req.param('token') ?? '';
    const choice = await openUnsubscribeLink(database, { token });
    if (choice.kind === 'unknown') return respondUnknown(c);
    const { store, channel, granted } = choice;
    return respondPage(c, (frame) => unsubscribePage({ ...frame, store, channel, granted, action: `/u/${token}` }));
  };
  routes.get('/u/:token', ask);
  // Mail programs without one-click support open the header's address in a browser.
  routes.get('/u/:token/one-click', ask);

  routes.post('/u/:token', async (c) => {
    const { scope } = await c.req.parseBody();
    if (scope !== 'channel' && scope !== 'all') {
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...frame,
            shop: null,
            title: 'That did not arrive whole',
            text: 'Please open the link again and use the button.',
          }),
        { status: 400 },
      );
    }
    const result = await unsubscribe(database, { token: c.req.param('token'), scope, source: 'page', now: now() });
    if (result.kind === 'unknown') return respondUnknown(c);
    const { store, channels } = result;
    const text = `${store.name} sends you no more reminders or offers by ${channels.map((channel) => channelNames[channel]).join(', ')}.`;
    return respondPage(c, (frame) =>
      noticePage({ ...frame, shop: store, title: 'You are unsubscribed', text, done: true }),
    );
  });
}

function respondUnknown(c: Context): Promise<Response> {
  return respondPage(
    c,
    (frame) =>
      noticePage({
        ...frame,
        shop: null,
        title: 'This link does not work',
        text: 'It may be incomplete. Please open it again from the message, or answer the message and ask to be left out.',
      }),
    { status: 404 },
  );
}

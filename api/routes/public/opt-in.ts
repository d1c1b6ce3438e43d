import type { Context, Hono } from 'hono';
import { answerOptIn, type OpenedOptIn, openOptIn } from '../../../services/ingest/opt-ins/answer.ts';
import { noticePage } from '../../pages/notice-page.ts';
import { optInPage } from '../../pages/opt-in-page.ts';
import { respondPage } from '../../pages/respond-page.ts';
import type { PublicDeps } from './public-deps.ts';

/** `GET /c/{token}` asks, `POST /c/{token}` with `answer=yes|no` does it: programs that only look must not agree. */
export function optInRoute(routes: Hono, { database, eventLog, now }: PublicDeps): void {
  routes.get('/c/:token', async (c) => {
    const token = c.req.param('token');
    const opened = await openOptIn(database, { token, now: now() });
    if (opened.kind !== 'open') return respondState(c, opened);
    const { store } = opened;
    return respondPage(c, (frame) => optInPage({ ...frame, store, action: `/c/${token}` }));
  });

  routes.post('/c/:token', async (c) => {
    const { answer } = await c.req.parseBody();
    if (answer !== 'yes' && answer !== 'no')
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...{ ...frame, shop: null, title: 'That did not arrive whole' },
            text: 'Please open the link again and use one of the buttons.',
          }),
        { status: 400 },
      );
    const answered = await answerOptIn({ database, eventLog }, { token: c.req.param('token'), answer, now: now() });
    if (answer === 'yes' || answered.kind === 'unknown') return respondState(c, answered);
    return respondPage(c, (frame) =>
      noticePage({
        ...{ ...frame, shop: answered.store, title: 'You will hear nothing', done: true },
        text: `${answered.store.name} sends no reminders to this address and does not ask again.`,
      }),
    );
  });
}

function respondState(c: Context, opened: OpenedOptIn): Promise<Response> {
  switch (opened.kind) {
    case 'confirmed':
      return respondPage(c, (frame) =>
        noticePage({
          ...{ ...frame, shop: opened.store, title: 'Thank you, that is confirmed', done: true },
          text: `${opened.store.name} may remind you by e-mail. Every reminder has a link that ends them.`,
        }),
      );
    case 'expired':
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...{ ...frame, shop: opened.store, title: 'This link has expired' },
            text: 'Nothing was confirmed, and there will be no reminders.',
          }),
        { status: 410 },
      );
    default:
      return respondPage(
        c,
        (frame) =>
          noticePage({
            ...{ ...frame, shop: null, title: 'This link does not work' },
            text: 'It may be incomplete. Please open it again from the e-mail.',
          }),
        { status: 404 },
      );
  }
}

import type { Hono } from 'hono';
import { frontPage, type Place } from '../../pages/front-page.ts';
import { respondPage } from '../../pages/respond-page.ts';
import { wantsPage } from '../../wants-page.ts';
import type { PublicDeps } from './public-deps.ts';

const always: readonly Place[] = [
  { path: '/docs', title: 'API', text: 'Every route, to read and to try' },
  { path: '/openapi.json', title: 'API document', text: 'The same for programs (OpenAPI)' },
];
const demo: readonly Place[] = [
  { path: '/demo/shop', title: 'Demo shop', text: 'Fill a cart, leave it, and be reminded' },
  { path: '/demo', title: 'Simulated shop', text: 'Where invented shoppers come and go' },
];
const outbox: Place = { path: '/outbox', title: 'Sandbox inbox', text: 'Every message, as the person sees it' };

type FrontDeps = Pick<PublicDeps, 'showSandbox' | 'showDemo'>;

/** `GET /`: what is at this address; a page for browsers, links in JSON for everything else. */
export function frontRoute(routes: Hono, { showSandbox, showDemo = false }: FrontDeps): void {
  const places = [...(showDemo ? demo : []), ...(showSandbox ? [outbox] : []), ...always];
  routes.get('/', (c) => {
    c.header('vary', 'accept');
    if (wantsPage(c)) return respondPage(c, (frame) => frontPage({ ...frame, places }));
    return c.json({ name: 'cart-recovery', links: Object.fromEntries(places.map(({ path, title }) => [title, path])) });
  });
}

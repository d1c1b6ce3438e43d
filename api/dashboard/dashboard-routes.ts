import { type Context, Hono } from 'hono';
import { type Brands, plainBrands } from '../../services/state/brands/brands.ts';
import type { ApiEnv } from '../api-deps.ts';
import { wantsPage } from '../wants-page.ts';
import { brandedIndex } from './branded-index.ts';
import type { BuiltFile, BuiltFiles } from './built-files.ts';

/** Addresses of the dashboard's pages; everything below them is the page's own business. */
export const dashboardPages = [
  '/sign-in',
  '/set-up',
  '/invitations',
  '/reset-password',
  '/account',
  '/stores',
  '/stores/*',
];

/**
 * Scripts, styles and fonts of our own, and nothing else: no style element, no other host, no frame. Pictures of products
 * are not loaded from shops, so that no shop learns who looks at its carts.
 */
export const dashboardPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const forever = 'public, max-age=31536000, immutable';

/** The dashboard's pages and its built files. `GET /` is its front page for browsers; programs are told what is here. */
export function dashboardRoutes(files: BuiltFiles, brands: Pick<Brands, 'of'> = plainBrands): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const index = (c: Context<ApiEnv>) =>
    send(c, brandedIndex(files.index, brands.of(c.get('hostStoreId') ?? null)), {
      'cache-control': 'no-cache',
      'content-security-policy': dashboardPolicy,
    });
  routes.get('/', async (c, next) => (wantsPage(c) ? index(c) : next()));
  for (const page of dashboardPages) routes.get(page, index);
  routes.get('/favicon.svg', (c) => {
    const file = files.find('favicon.svg');
    return file ? send(c, file, { 'cache-control': 'public, max-age=86400' }) : c.notFound();
  });
  routes.get('/assets/:name', (c) => {
    const file = files.find(`assets/${c.req.param('name')}`);
    // A part of a build that is gone must never be kept as a page in its place.
    return file
      ? send(c, file, { 'cache-control': forever })
      : c.text('Not found', 404, { 'cache-control': 'no-store' });
  });
  return routes;
}

function send(
  c: Context<ApiEnv>,
  { body, contentType }: BuiltFile,
  headers: Readonly<Record<string, string>>,
): Response {
  return c.body(body, 200, { 'content-type': contentType, ...headers });
}

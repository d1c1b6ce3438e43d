import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { ShownBrand } from '../../domain/brand/shown-brand.ts';
import { isSiteAddress } from '../../domain/site-address.ts';
import type { Markup } from './markup.ts';
import type { PageFrame } from './page-frame.ts';

export interface PageAnswer {
  readonly status?: 200 | 400 | 404 | 410 | 429 | 503;
  /** Where the page's forms may lead, redirects included; only here when not given. */
  readonly formTargets?: readonly string[];
  /** Frames of our own that the page shows. */
  readonly frames?: boolean;
}

/**
 * Returns a page under a policy of its own: nothing but its one style sheet, pictures, and forms to named places.
 * The address holds a token, so it is never passed on as a referrer nor kept.
 */
export async function respondPage(
  c: Context,
  page: (frame: PageFrame) => Markup,
  { status = 200, formTargets = [], frames = false }: PageAnswer = {},
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    'img-src https: http: data:',
    `form-action ${["'self'", ...formTargets.filter(isSiteAddress)].join(' ')}`,
    frames ? "frame-src 'self'" : '',
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  c.header('content-security-policy', policy.filter(Boolean).join('; '));
  c.header('referrer-policy', 'no-referrer');
  c.header('cache-control', 'no-store');
  c.header('x-robots-tag', 'noindex');
  c.header('x-content-type-options', 'nosniff');
  const brand: ShownBrand | undefined = c.get('brand');
  return c.html(await page({ nonce, brand }), status);
}

import type { MiddlewareHandler } from 'hono';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { Admission } from '../admission.ts';
import type { ApiEnv } from '../api-deps.ts';
import { noticePage } from '../pages/notice-page.ts';
import type { PageFrame } from '../pages/page-frame.ts';
import { respondPage } from '../pages/respond-page.ts';
import { unknownLinkPoints } from './address-limits.ts';
import { addressOfRequest } from './client-address.ts';

/**
 * Counts the pages behind links of messages by address. Whether a link is known is seen afterwards, so an address that
 * tried too many unknown ones waits for the known ones too: mail providers unsubscribe many people from one address, and
 * they know their links.
 */
export function limitLinks({
  addressLimits,
  clientAddressOf,
}: Pick<Admission, 'addressLimits' | 'clientAddressOf'>): MiddlewareHandler<ApiEnv> {
  return async function limitLinks(c, next) {
    const address = addressOfRequest(c, clientAddressOf);
    try {
      // All of it first: a thousand that come at once must not all be looked up.
      addressLimits.spend('links', address, unknownLinkPoints);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      c.header('retry-after', String(Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 1_000))));
      return respondPage(c, tooMany, { status: 429 });
    }
    await next();
    if (c.res.status !== 404) addressLimits.giveBack('links', address, unknownLinkPoints - 1);
  };
}

const tooMany = (frame: PageFrame) =>
  noticePage({
    ...frame,
    shop: null,
    title: 'Please wait a minute',
    text: 'Too many links were opened from your network. This one still works: open it again in a minute.',
  });

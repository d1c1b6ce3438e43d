import type { Context } from 'hono';
import { isFresh } from '../../domain/session.ts';
import type { Accounts } from '../../services/accounts/accounts.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

/**
 * Throws `sign_in_again` for a person whose session began too long ago: what changes how somebody signs in, or lets programs in, is
 * not for whoever finds an open browser. Keys and the operator have no session, and prove themselves with each request.
 */
export function checkFresh(c: Context<ApiEnv>, { sessionRules, now }: Pick<Accounts, 'sessionRules' | 'now'>): void {
  const session = c.get('session');
  if (c.get('actor').kind !== 'user' || !session) return;
  if (!isFresh({ beganAtMs: session.beganAtMs, nowMs: now() }, sessionRules))
    throw new ServiceError('sign_in_again', 'Sign in again before you change this: your session began a while ago.');
}

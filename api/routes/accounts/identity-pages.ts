import { type Context, Hono } from 'hono';
import { beginIdentitySignIn } from '../../../services/accounts/identities/begin.ts';
import { finishIdentity } from '../../../services/accounts/identities/finish.ts';
import { callbackPath } from '../../../services/accounts/openid/identity-provider.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { replaceSession } from '../../auth/replace-session.ts';
import { clearChallengeCookie, sessionCookies, setChallengeCookie } from '../../auth/session-cookies.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { agentOf, asStranger } from './stranger.ts';

/** Addresses that browsers go to on the way to an identity provider and back: each answers with the next address. */
export function identityPages(deps: RouteDeps): Hono<ApiEnv> {
  const { accounts, log } = deps;
  const refuse = (c: Context<ApiEnv>, error: string) => c.redirect(`/sign-in?error=${error}`, 302);
  const routes = new Hono<ApiEnv>();
  routes.get('/v1/auth/oidc/start', async (c) => {
    const { url, challenge } = await asStranger(c, deps, () =>
      beginIdentitySignIn(accounts, { returnTo: c.req.query('return') }),
    );
    setChallengeCookie(c, challenge, accounts.publicUrl());
    return c.redirect(url, 302);
  });
  routes.get(callbackPath, async (c) => {
    const cookies = sessionCookies(c, accounts.publicUrl());
    clearChallengeCookie(c, accounts.publicUrl());
    if (cookies.challenge === undefined) return refuse(c, 'took_too_long');
    const { challenge } = cookies;
    try {
      const finished = await asStranger(c, deps, async () =>
        finishIdentity(accounts, {
          ...{ challenge, agent: agentOf(c), query: new URL(c.req.url).searchParams },
          signedInAs: await whoIs(deps, cookies.access),
        }),
      );
      if (finished.kind === 'unknown') return refuse(c, 'identity_unknown');
      if (finished.kind === 'signed_in') await replaceSession(c, accounts, finished.session);
      return c.redirect(finished.returnTo, 302);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      log.warn({ code: error.code, err: error.cause }, 'sign-in by an identity provider failed');
      return refuse(
        c,
        error.code === 'gone' ? 'took_too_long' : error.code === 'conflict' ? 'identity_taken' : 'provider_failed',
      );
    }
  });
  return routes;
}

async function whoIs({ sessions, accounts }: RouteDeps, token: string | undefined): Promise<string | null> {
  if (token === undefined) return null;
  const { actor } = await sessions.authenticate({
    ...{ token, method: 'GET', origin: undefined, storeId: undefined },
    address: accounts.publicUrl(),
  });
  return actor.userId;
}

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { challengeLifeMs } from '../../domain/challenge.ts';
import { refreshTokenMs } from '../../domain/session.ts';
import type { SessionTokens } from '../../services/accounts/sessions/open.ts';
import { accessTokenSeconds } from '../../services/accounts/tokens/access-token.ts';

const accessName = 'crk_access';
const refreshName = 'crk_refresh';
/** The refresh token goes to these routes and to no other. */
const refreshPath = '/v1/auth';
const challengeName = 'crk_oidc';
const challengePath = '/v1/auth/oidc';

/** The access token of a request, from its header `Cookie`. */
export function accessTokenIn(cookieHeader: string | undefined): string | undefined {
  return cookieHeader === undefined ? undefined : parse(cookieHeader, accessName)[accessName];
}

export function sessionCookies(c: Context): {
  readonly access: string | undefined;
  readonly refresh: string | undefined;
  /** The name of a step at an identity provider. */
  readonly challenge: string | undefined;
} {
  return {
    access: getCookie(c, accessName),
    refresh: getCookie(c, refreshName),
    challenge: getCookie(c, challengeName),
  };
}

/**
 * `Lax`, so that a link in a mail opens the dashboard signed in; requests that change something are held to their origin
 * besides. `Secure` only where the dashboard is served over TLS: elsewhere browsers would drop the cookie without a word.
 */
export function setSessionCookies(c: Context, { access, refresh }: SessionTokens, publicUrl: string): void {
  const common = attributes(publicUrl);
  setAccessCookie(c, access, publicUrl);
  setCookie(c, refreshName, refresh, { ...common, path: refreshPath, maxAge: refreshTokenMs / 1_000 });
}

export function setAccessCookie(c: Context, access: string, publicUrl: string): void {
  setCookie(c, accessName, access, { ...attributes(publicUrl), path: '/', maxAge: accessTokenSeconds });
}

export function clearSessionCookies(c: Context, publicUrl: string): void {
  const common = attributes(publicUrl);
  setCookie(c, accessName, '', { ...common, path: '/', maxAge: 0 });
  setCookie(c, refreshName, '', { ...common, path: refreshPath, maxAge: 0 });
}

/** `Lax` too: the browser comes back from another site. */
export function setChallengeCookie(c: Context, challenge: string, publicUrl: string): void {
  const maxAge = challengeLifeMs / 1_000;
  setCookie(c, challengeName, challenge, { ...attributes(publicUrl), path: challengePath, maxAge });
}

export function clearChallengeCookie(c: Context, publicUrl: string): void {
  setCookie(c, challengeName, '', { ...attributes(publicUrl), path: challengePath, maxAge: 0 });
}

function attributes(publicUrl: string) {
  return { httpOnly: true, sameSite: 'Lax', secure: publicUrl.startsWith('https:') } as const;
}

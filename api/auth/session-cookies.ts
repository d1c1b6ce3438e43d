import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { challengeLifeMs } from '../../domain/challenge.ts';
import { refreshTokenMs } from '../../domain/session.ts';
import type { SessionTokens } from '../../services/accounts/sessions/open.ts';
import { accessTokenSeconds } from '../../services/accounts/tokens/access-token.ts';

/**
 * `__Host-` where the dashboard is served over TLS: browsers take such a cookie from this very host alone, over TLS and for all
 * its paths, so that neither a page of a neighbouring name nor one without TLS can put a session of its own in its place.
 */
const secureNames = {
  access: '__Host-crk_access',
  refresh: '__Host-crk_refresh',
  challenge: '__Host-crk_oidc',
} as const;
/** Elsewhere browsers would drop them without a word; there the refresh token goes to the routes that need it and to no other. */
const plainNames = { access: 'crk_access', refresh: 'crk_refresh', challenge: 'crk_oidc' } as const;
const plainPaths = { access: '/', refresh: '/v1/auth', challenge: '/v1/auth/oidc' } as const;

type CookieKind = keyof typeof plainNames;

/** The access token of a request, from its header `Cookie`. `publicUrl`: of the installation. */
export function accessTokenIn(cookieHeader: string | undefined, publicUrl: string): string | undefined {
  const name = nameOf('access', publicUrl);
  return cookieHeader === undefined ? undefined : parse(cookieHeader, name)[name];
}

export interface ShownCookies {
  readonly access: string | undefined;
  readonly refresh: string | undefined;
  /** The name of a step at an identity provider. */
  readonly challenge: string | undefined;
}

/**
 * The cookies of a request. A refresh token under its name of before there was TLS is taken where there is none of now, so that
 * nobody is signed out by it; whatever answers such a request takes the old name away.
 */
export function sessionCookies(c: Context, publicUrl: string): ShownCookies {
  const shown = (kind: CookieKind) => getCookie(c, nameOf(kind, publicUrl));
  return {
    access: shown('access'),
    refresh: shown('refresh') ?? getCookie(c, plainNames.refresh),
    challenge: shown('challenge'),
  };
}

/**
 * `Lax`, so that a link in a mail opens the dashboard signed in; requests that change something are held to their origin
 * besides.
 */
export function setSessionCookies(c: Context, { access, refresh }: SessionTokens, publicUrl: string): void {
  setAccessCookie(c, access, publicUrl);
  set(c, 'refresh', { value: refresh, maxAge: refreshTokenMs / 1_000, publicUrl });
  clearPlain(c, publicUrl);
}

export function setAccessCookie(c: Context, access: string, publicUrl: string): void {
  set(c, 'access', { value: access, maxAge: accessTokenSeconds, publicUrl });
}

export function clearSessionCookies(c: Context, publicUrl: string): void {
  for (const kind of ['access', 'refresh'] as const) set(c, kind, { value: '', maxAge: 0, publicUrl });
  clearPlain(c, publicUrl);
}

/** `Lax` too: the browser comes back from another site. */
export function setChallengeCookie(c: Context, challenge: string, publicUrl: string): void {
  set(c, 'challenge', { value: challenge, maxAge: challengeLifeMs / 1_000, publicUrl });
}

export function clearChallengeCookie(c: Context, publicUrl: string): void {
  set(c, 'challenge', { value: '', maxAge: 0, publicUrl });
}

function set(
  c: Context,
  kind: CookieKind,
  { value, maxAge, publicUrl }: { readonly value: string; readonly maxAge: number; readonly publicUrl: string },
): void {
  const secure = isTls(publicUrl);
  const path = secure ? '/' : plainPaths[kind];
  setCookie(c, nameOf(kind, publicUrl), value, { httpOnly: true, sameSite: 'Lax', secure, path, maxAge });
}

/** Those that came under the names of before. */
function clearPlain(c: Context, publicUrl: string): void {
  if (!isTls(publicUrl)) return;
  for (const kind of ['access', 'refresh'] as const)
    if (getCookie(c, plainNames[kind]) !== undefined)
      setCookie(c, plainNames[kind], '', { httpOnly: true, sameSite: 'Lax', path: plainPaths[kind], maxAge: 0 });
}

function nameOf(kind: CookieKind, publicUrl: string): string {
  return (isTls(publicUrl) ? secureNames : plainNames)[kind];
}

function isTls(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

import type { Context } from 'hono';
import type { Accounts } from '../../services/accounts/accounts.ts';
import type { OpenedSession } from '../../services/accounts/sessions/open.ts';
import { signOut } from '../../services/accounts/sessions/sign-out.ts';
import type { ApiEnv } from '../api-deps.ts';
import { sessionCookies, setSessionCookies } from './session-cookies.ts';

/** Gives the browser a session that has just begun; the one that it had, whoever's, ends: nobody holds its tokens any more. */
export async function replaceSession(c: Context<ApiEnv>, accounts: Accounts, { tokens }: OpenedSession): Promise<void> {
  await signOut(accounts, sessionCookies(c, accounts.publicUrl()));
  setSessionCookies(c, tokens, accounts.publicUrl());
}

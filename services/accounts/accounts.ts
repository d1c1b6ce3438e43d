import type { Database } from '../../db/postgres/tenancy.ts';
import { defaultSessionRules, type SessionRules } from '../../domain/session.ts';
import { installationKeys, type KeySource } from '../../runtime/installation-keys.ts';
import { createSealer, type Sealer } from '../../runtime/sealer.ts';
import type { Mailer } from './mailer.ts';
import type { AccountNews } from './news/account-news.ts';
import type { IdentityProvider } from './openid/identity-provider.ts';
import { type CommonPasswords, createCommonPasswords } from './passwords/common-passwords.ts';
import { createPasswordHasher, type PasswordHasher } from './passwords/password-hasher.ts';
import { type AccessTokens, createAccessTokens } from './tokens/access-token.ts';
import { createRefreshTokens, type RefreshTokens } from './tokens/refresh-token.ts';
import { createResetTokens, type ResetTokens } from './tokens/reset-token.ts';

/** What every verb of accounts works with. */
export interface Accounts {
  readonly database: Database;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly resetTokens: ResetTokens;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly sealer: Sealer;
  readonly news: AccountNews;
  readonly mailer: Mailer;
  /** Where people can sign in too; null: here only. */
  readonly identityProvider: IdentityProvider | null;
  /** How long sessions last, and what the operator demands of admins. */
  readonly sessionRules: SessionRules;
  /** Where people reach the dashboard, without a slash at its end: links and origins come from here, never from a request. */
  readonly publicUrl: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** `secret`: the installation's keys, or the text of the only one. All processes that have them trust each other's tokens. */
export function createAccounts({
  secret: source,
  ...given
}: Pick<Accounts, 'database' | 'news' | 'mailer' | 'publicUrl' | 'now'> &
  Partial<Pick<Accounts, 'identityProvider' | 'sessionRules'>> & { readonly secret: KeySource }): Accounts {
  const secret = installationKeys(source);
  return {
    identityProvider: null,
    sessionRules: defaultSessionRules,
    ...given,
    accessTokens: createAccessTokens({ secret, now: given.now }),
    refreshTokens: createRefreshTokens(secret),
    resetTokens: createResetTokens(secret),
    passwords: createPasswordHasher(),
    commonPasswords: createCommonPasswords(),
    sealer: createSealer(secret),
  };
}

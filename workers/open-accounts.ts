import { type Accounts, createAccounts } from '../services/accounts/accounts.ts';
import { createIdentityProvider } from '../services/accounts/identities/identity-provider.ts';
import { noMailer } from '../services/accounts/mailer.ts';
import { openAccountNews } from '../services/accounts/news/account-news.ts';
import type { Deps } from './deps.ts';

/** What signing in needs. `publicUrl` is asked for each time: the port may be known only once the API listens. */
export function openAccounts(
  { database, redis, newBlockingRedis, secrets, config, log }: Deps,
  publicUrl: () => string,
): { readonly accounts: Accounts; close(): void } {
  const news = openAccountNews({
    redis,
    subscriber: newBlockingRedis(),
    onFailure: (error) => log.warn({ err: error }, 'news of accounts are not passed on'),
  });
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = config;
  const identityProvider =
    issuer && clientId && clientSecret ? createIdentityProvider({ issuer, clientId, clientSecret, publicUrl }) : null;
  const accounts = createAccounts({
    ...{ database, news, publicUrl, identityProvider, mailer: noMailer, now: Date.now },
    secret: secrets.linkSecret,
  });
  return { accounts, close: () => news.close() };
}

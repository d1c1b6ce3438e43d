import { createProviders } from '../channels/providers.ts';
import { shownBrand } from '../domain/brand/shown-brand.ts';
import { dayMs, minuteMs } from '../domain/duration.ts';
import { publicUrl as configuredUrl } from '../runtime/config.ts';
import { type Accounts, createAccounts } from '../services/accounts/accounts.ts';
import { createMailer } from '../services/accounts/mailer.ts';
import { openAccountNews } from '../services/accounts/news/account-news.ts';
import { createIdentityProvider } from '../services/accounts/openid/identity-provider.ts';
import { createSandboxStore } from '../services/messaging/sandbox-inbox/put.ts';
import type { Deps } from './deps.ts';

/** What signing in needs. `publicUrl` is asked for each time: the port may be known only once the API listens. */
export function openAccounts(
  { database, redis, newBlockingRedis, secrets, config, log, brands }: Deps,
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
  const providers = createProviders(config.providers, {
    outbox: createSandboxStore(database),
    publicUrl: configuredUrl(config),
  });
  const mailer = createMailer(providers.choose('email', {}), {
    from: config.emailFrom,
    // An account belongs to the installation and not to a store: its mails look as its sign-in does.
    brand: () => shownBrand(brands.of(null), publicUrl()),
    onFailure: (reason) => log.warn({ reason }, 'a mail about an account was not sent'),
  });
  const accounts = createAccounts({
    ...{ database, news, publicUrl, identityProvider, mailer, now: Date.now },
    secret: secrets.keys,
    sessionRules: {
      longestMs: config.sessionDaysMax * dayMs,
      freshMs: config.signInFreshMinutes * minuteMs,
      adminGraceDays: config.adminSecondFactorDays ?? null,
    },
  });
  return { accounts, close: () => news.close() };
}

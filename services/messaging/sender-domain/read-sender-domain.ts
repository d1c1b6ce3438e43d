import { eq } from 'drizzle-orm';
import type { Providers } from '../../../channels/providers.ts';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Brands } from '../../state/brands/brands.ts';
import type { SenderDomain, SenderDomains } from './sender-domains.ts';

export interface SenderDomainDeps {
  readonly database: Pick<Database, 'app'>;
  readonly senderDomains?: SenderDomains;
  readonly providers: Pick<Providers, 'named'>;
  /** Which stores have a domain of their own; absent: none. */
  readonly brands?: Pick<Brands, 'mailDomainOf'>;
  /** Who sends e-mail for stores that picked nobody. */
  readonly defaultProvider: string;
}

export interface StoreSenderDomain extends SenderDomain {
  readonly delivers: boolean;
}

/** The domain that a store's e-mails come from, with its records. */
export async function readSenderDomain(
  deps: SenderDomainDeps,
  { storeId, anew }: { readonly storeId: string; readonly anew: boolean },
): Promise<StoreSenderDomain> {
  const { senderDomains } = deps;
  if (!senderDomains) throw new ServiceError('unavailable', 'This process does not look at DNS.');
  const { provider, delivers } = await senderOfStore(deps, storeId);
  const own = deps.brands?.mailDomainOf(storeId);
  const found = await (anew ? senderDomains.checkAnew(provider, own) : senderDomains.check(provider, own));
  return { ...found, delivers };
}

/** A domain whose e-mails mailboxes refuse or hide, as far as it is known already. */
export async function badSenderDomain(deps: SenderDomainDeps, storeId: string): Promise<SenderDomain | null> {
  if (!deps.senderDomains) return null;
  const { provider, delivers } = await senderOfStore(deps, storeId);
  const known = delivers ? deps.senderDomains.known(provider, deps.brands?.mailDomainOf(storeId)) : null;
  return known?.records.some(({ state }) => state === 'bad') ? known : null;
}

async function senderOfStore({ database, providers, defaultProvider }: SenderDomainDeps, storeId: string) {
  const [store] = await withStore(database, storeId, (tx) =>
    tx.select({ providers: stores.providers }).from(stores).where(eq(stores.id, storeId)),
  );
  const provider = store?.providers.email ?? defaultProvider;
  return { provider, delivers: providers.named('email', provider)?.delivers !== false };
}

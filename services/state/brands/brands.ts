import { type Brand, brandOf, nothingSaid, plainBrand, type SaidBrand } from '../../../domain/brand/brand.ts';
import { type AnsweredUse, type DomainState, type DomainUse, isServed } from '../../../domain/brand/own-domain.ts';
import { type ShownBrand, shownBrand } from '../../../domain/brand/shown-brand.ts';

/** Whom a host name belongs to. `nobody`: nothing is answered under it, as it was somebody's own and is nobody's now, or is for mail. */
export type HostOwner =
  | { readonly kind: 'store'; readonly storeId: string; readonly use: AnsweredUse }
  | { readonly kind: 'nobody' };

/** Brands and names of all stores, from memory: nothing waits for a server, and nothing fails. */
export interface Brands {
  /** Null: of the installation. */
  of(storeId: string | null): Brand;
  /** Null: nobody ever proved that it is theirs, so it is the installation's own business. That somebody claims it changes nothing. */
  ownerOf(host: string): HostOwner | null;
  /** Where the links of a store begin, without a slash at the end; null: it has no name of its own. */
  linkBaseOf(storeId: string): string | null;
  /** The domain that e-mails of a store come from; null: the installation's. */
  mailDomainOf(storeId: string): string | null;
}

/** What is said at one moment. */
export interface BrandRows {
  readonly brands: readonly { readonly storeId: string | null; readonly said: SaidBrand }[];
  /** The oldest claims first. */
  readonly domains: readonly {
    readonly storeId: string;
    readonly domain: string;
    readonly use: DomainUse;
    readonly state: DomainState;
    /** It was the store's own until it was given up or lost. */
    readonly wasOwn: boolean;
  }[];
}

export function brandsOf({ brands, domains }: BrandRows): Brands {
  const said = new Map(brands.map((one) => [one.storeId, one.said]));
  const installation = said.get(null) ?? nothingSaid;
  const ofInstallation = brandOf({ store: nothingSaid, installation });
  const owners = new Map<string, HostOwner>(
    domains.filter(({ wasOwn }) => wasOwn).map(({ domain }) => [domain, { kind: 'nobody' }]),
  );
  const bases = new Map<string, string>();
  const mailDomains = new Map<string, string>();
  for (const { storeId, domain, use, state } of domains) {
    if (isServed(state)) owners.set(domain, use === 'mail' ? { kind: 'nobody' } : { kind: 'store', storeId, use });
    // Mail stops coming from a name as soon as its record is gone: whoever took it over must not be written for.
    if (use === 'mail' && state === 'live' && !mailDomains.has(storeId)) mailDomains.set(storeId, domain);
    // The first one that a store got: a second name is tried out before it takes the place of the first.
    if (use === 'pages' && state === 'live' && !bases.has(storeId)) bases.set(storeId, `https://${domain}`);
  }
  return {
    of(storeId) {
      const store = storeId === null ? undefined : said.get(storeId);
      return store ? brandOf({ store, installation }) : ofInstallation;
    },
    ownerOf: (host) => owners.get(host) ?? null,
    linkBaseOf: (storeId) => bases.get(storeId) ?? null,
    mailDomainOf: (storeId) => mailDomains.get(storeId) ?? null,
  };
}

/** Nothing is said, and nobody has a name of their own. */
export const plainBrands: Brands = {
  of: () => plainBrand,
  ownerOf: () => null,
  linkBaseOf: () => null,
  mailDomainOf: () => null,
};

/** How a store is shown in what leaves the installation: its pictures are at a name of its own, else at the installation's. */
export function shownBrandOf(
  brands: Pick<Brands, 'of' | 'linkBaseOf'>,
  publicUrl: string,
  storeId: string,
): ShownBrand {
  return shownBrand(brands.of(storeId), brands.linkBaseOf(storeId) ?? publicUrl);
}

/** Endings of two labels under a country (`co.uk`, `com.au`) below which names are given out. */
const secondLevels: ReadonlySet<string> = new Set(
  'ac co com edu gen go gob gouv gov govt gv id info ltd me mil ne net nhs nom or org plc sch'.split(' '),
);

/**
 * The domain that mailboxes judge a sender by: `shop.example` of `news.shop.example`, `shop.co.uk` of `m.shop.co.uk`. Taken from the form of
 * the name, without a list of registries: where a registry is not known here, more senders are judged together, never fewer.
 */
export function primaryDomainOf(domain: string): string {
  const labels = domain.toLowerCase().split('.');
  const [ending = '', second = ''] = labels.toReversed();
  return labels.slice(ending.length === 2 && secondLevels.has(second) ? -3 : -2).join('.');
}

import { and, eq, sql } from 'drizzle-orm';
import { carts, customers } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { countriesOfPhone } from '../../../domain/compliance/calling-codes.ts';
import type { contextOf } from '../../messaging/messages/context-of.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type IdentityKind, maskIdentity, maskName } from '../../state/customers/mask-identity.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { checkAddress, reachableChannels } from '../../state/suppressions/check.ts';
import { sampleCart, samplePerson } from './sample-cart.ts';

/** What the message lacks, or why it would not go out to this person. Codes are part of the API. */
export const previewGaps = {
  sample: 'This is an invented cart.',
  name_masked: 'The name is masked, because your role does not show customers in full.',
  no_name: 'The first name is not known, so the message greets without it.',
  no_person: 'Nobody is known behind this cart, so nothing would be sent.',
  no_address: 'The person has no address on this channel, so nothing would be sent.',
  suppressed: 'The address on this channel is suppressed, so nothing would be sent.',
  no_consent: 'The person has not agreed to messages on this channel, so nothing would be sent.',
  no_pictures: 'Some products have no picture.',
  no_total: 'The total of the cart is not known, so no prices are shown.',
  no_shop_address: 'The store has no address, so links of the message lead nowhere.',
} as const;
export type PreviewGap = keyof typeof previewGaps;

/** A cart and its person as a message sees them, with where it would go. */
export interface PreviewSubject {
  readonly cart: Parameters<typeof contextOf>[0]['cart'];
  readonly customer: Parameters<typeof contextOf>[0]['customer'];
  readonly to: string;
  /** That the telephone may be of; null: an invented person. */
  readonly countries: readonly string[] | null;
  readonly gaps: readonly PreviewGap[];
}

const sampleAddresses = { email: 'alex@example.com', sms: '+43 660 0000000', push: 'device' } as const;
const identityKinds = { email: 'email', sms: 'phone', push: 'push' } as const satisfies Record<Channel, IdentityKind>;

/** Of the store's own cart, masked unless one may see customers in full; no cart: an invented one. */
export async function readSubject(
  tx: Tx,
  wanted: {
    readonly storeId: string;
    readonly cartId: string | null;
    readonly channel: Channel;
    readonly unmasked: boolean;
  },
): Promise<PreviewSubject> {
  const { storeId, cartId, channel, unmasked } = wanted;
  if (cartId === null)
    return {
      cart: sampleCart(await usualCurrency(tx, storeId)),
      customer: samplePerson,
      to: sampleAddresses[channel],
      countries: null,
      gaps: ['sample'],
    };
  const [cart] = await tx
    .select()
    .from(carts)
    .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
  if (!cart) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'cartId' });
  if (cart.customerId === null)
    return { cart, customer: { firstName: null, locale: null }, to: '', countries: [], gaps: ['no_person'] };
  const { customerId } = await personOf(tx, { storeId, customerId: cart.customerId });
  const [customer] = await tx
    .select()
    .from(customers)
    .where(and(eq(customers.storeId, storeId), eq(customers.id, customerId)));
  const address = await checkAddress(tx, { storeId, customerId, channel });
  const reachable = await reachableChannels(tx, { storeId, customerId });
  const firstName = customer?.firstName ?? null;
  const given = address.kind === 'usable' ? address.address : '';
  return {
    cart,
    customer: {
      firstName: firstName === null || unmasked ? firstName : maskName(firstName),
      locale: customer?.locale ?? null,
    },
    countries: channel === 'sms' ? countriesOfPhone(given) : [],
    to: unmasked ? given : given && maskIdentity(identityKinds[channel], given),
    gaps: [
      ...(firstName === null ? ['no_name' as const] : unmasked ? [] : ['name_masked' as const]),
      ...(address.kind === 'missing' ? ['no_address' as const] : []),
      ...(address.kind === 'suppressed' ? ['suppressed' as const] : []),
      ...(address.kind === 'usable' && !reachable.includes(channel) ? ['no_consent' as const] : []),
    ],
  };
}

/** The currency that the newest carts are in. */
export async function usualCurrency(tx: Tx, storeId: string): Promise<string> {
  const [newest] = await tx
    .select({ currency: carts.currency })
    .from(carts)
    .where(and(eq(carts.storeId, storeId), sql`${carts.currency} is not null`))
    .orderBy(sql`${carts.updatedAt} desc`)
    .limit(1);
  return newest?.currency ?? 'EUR';
}

export function gapsOfCart({ lines, valueMinor }: PreviewSubject['cart'], channel: Channel): readonly PreviewGap[] {
  return [
    ...(channel === 'email' && lines.some(({ imageUrl }) => !imageUrl) ? ['no_pictures' as const] : []),
    ...(valueMinor === null ? ['no_total' as const] : []),
  ];
}

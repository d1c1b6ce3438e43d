import { z } from '@hono/zod-openapi';
import { and, eq, sql } from 'drizzle-orm';
import type { EmailMessage, PushMessage, SmsMessage } from '../../../channels/provider.ts';
import type { Renderer } from '../../../channels/render/renderer.ts';
import { smsSegments } from '../../../channels/render/sms-segments.ts';
import { carts, customers } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, holds } from '../../../domain/actor.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { countriesOfPhone } from '../../../domain/compliance/calling-codes.ts';
import { messagesOf } from '../../../domain/flow/flow.ts';
import { decimalOf, type TextPrices, textCost } from '../../../domain/phone/text-cost.ts';
import { wayOutOf } from '../../../domain/phone/way-out.ts';
import type { TemplateContent } from '../../../domain/template.ts';
import { previewLinks } from '../../messaging/links/issue.ts';
import { contextOf } from '../../messaging/messages/context-of.ts';
import { readTextPrices } from '../../messaging/phone/text-prices.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type IdentityKind, maskIdentity, maskName } from '../../state/customers/mask-identity.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { checkAddress, reachableChannels } from '../../state/suppressions/check.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';
import { contentInput } from './campaign-input.ts';
import type { SmsSenderOf } from './rule-facts.ts';
import { sampleCart, samplePerson } from './sample-cart.ts';
import { readStore } from './store-row.ts';
import { readVersion } from './versions.ts';

/** Of which rules or flow: those given, a version, else the draft, else the newest version. No cart: an invented one. */
export const previewInput = z.object({
  ...contentInput,
  version: z.int().min(1).optional(),
  stepId: z.string().min(1).max(50),
  channel: z.enum(channels),
  cartId: idSchema.nullable().default(null),
});

export interface PreviewDeps {
  readonly database: Pick<Database, 'app'>;
  readonly renderer: Pick<Renderer, 'render'>;
  /** The address that customers use, without a slash at its end. */
  readonly publicUrl: string;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Who a store's SMS come from; absent: somebody who can be answered. */
  readonly smsSender?: SmsSenderOf;
}

export interface PreviewCampaign extends CampaignKey, z.input<typeof previewInput> {
  readonly actor: Actor;
}

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

/** A message as it would be sent, or why there is none. */
export interface RenderedPreview {
  /** Null: an invented one. */
  readonly cartId: string | null;
  readonly message: PreviewMessage | null;
  /** Why it could not be rendered. */
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly gaps: readonly PreviewGap[];
}

export interface CampaignPreview extends RenderedPreview {
  readonly stepId: string;
  readonly template: string;
  readonly channel: Channel;
}

export type PreviewMessage =
  | Omit<EmailMessage, 'headers'>
  /** `segments`: how many SMS it is billed as. */
  | (Omit<SmsMessage, 'by'> & { readonly segments: number; readonly cost: PreviewCost | null })
  | PushMessage;

/** What it costs by the prices of the store. */
export interface PreviewCost {
  readonly currency: string;
  /** In units of the currency, as prices are written. */
  readonly amount: string;
}

/** Renders a step's message by the one renderer, as it would be sent; its links lead nowhere. */
export async function previewCampaign(
  deps: PreviewDeps,
  { actor, storeId, campaignId, ...given }: PreviewCampaign,
): Promise<CampaignPreview> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { stepId, channel, cartId, ...which } = readInput(previewInput, given);
  const key = { storeId, campaignId: readInput(idSchema, campaignId) };
  const { template } = await withStore(deps.database, storeId, async (tx) =>
    stepOf(await readRules(tx, key, which), stepId),
  );
  return {
    ...{ stepId, template, channel },
    ...(await renderPreview(deps, { actor, storeId, channel, cartId, template })),
  };
}

/** Renders a template for a cart of the store or an invented one; `edited` in place of what is kept under its name. */
export async function renderPreview(
  { database, renderer, publicUrl, defaultFrom, smsSender }: PreviewDeps,
  {
    actor,
    storeId,
    channel,
    cartId,
    template,
    edited,
  }: {
    readonly actor: Actor;
    readonly storeId: string;
    readonly channel: Channel;
    readonly cartId: string | null;
    readonly template: string;
    readonly edited?: TemplateContent;
  },
): Promise<RenderedPreview> {
  if (cartId !== null)
    for (const needed of ['carts:read', 'customers:read'] as const) requirePermission(actor, needed, storeId);
  const unmasked = holds(actor, 'customers:unmask');
  const { store, texts, subject } = await withStore(database, storeId, async (tx) => ({
    store: await readStore(tx, storeId),
    texts: await readTextPrices(tx, storeId),
    subject: await readSubject(tx, { storeId, cartId, channel, unmasked }),
  }));
  const links = previewLinks(publicUrl);
  const countries = subject.countries ?? firstCountry(texts);
  const wayOut = channel === 'sms' ? wayOutOf(smsSender?.(store.providers), countries) : undefined;
  const rendered = await renderer.render({
    ...{ storeId, channel, template, to: subject.to, segmentsMax: texts.segmentsMax },
    ...(edited && { edited }),
    context: contextOf({ channel, store, ...subject, links, wayOut, defaultFrom }),
  });
  return {
    cartId,
    message: rendered.ok ? shown(rendered.message, countries, texts) : null,
    error: rendered.ok ? null : { code: rendered.error.code, message: rendered.error.detail },
    gaps: [
      ...subject.gaps,
      ...gapsOfCart(subject.cart, channel),
      ...(store.url === null ? ['no_shop_address' as const] : []),
    ],
  };
}

function shown(
  message: EmailMessage | SmsMessage | PushMessage,
  countries: readonly string[],
  texts: TextPrices,
): PreviewMessage {
  if (message.channel === 'sms') {
    const segments = smsSegments(message.text);
    const cost = textCost(segments, countries, texts);
    const { channel, to, text } = message;
    return { channel, to, text, segments, cost: cost && { currency: cost.currency, amount: decimalOf(cost.micros) } };
  }
  if (message.channel === 'push') return message;
  const { headers: _, ...email } = message;
  return email;
}

/** Of an invented person: the one that the store names first. */
function firstCountry({ prices }: TextPrices): readonly string[] {
  return prices.slice(0, 1).map(({ country }) => country);
}

async function readRules(
  tx: Tx,
  key: CampaignKey,
  { rules, flow, version }: Omit<z.output<typeof previewInput>, 'stepId' | 'channel' | 'cartId'>,
): Promise<readonly CampaignStep[]> {
  if (flow) return messagesOf(flow);
  if (rules === undefined && version !== undefined)
    return (await readVersion(tx, { ...key, version, path: 'version' })).rules;
  const campaign = await readCampaign(tx, key, { lock: false });
  return rules ?? campaign.draft?.rules ?? campaign.rules;
}

function stepOf(rules: readonly CampaignStep[], stepId: string): CampaignStep {
  const step = rules.find(({ id }) => id === stepId);
  if (!step) throw new ServiceError('invalid', 'These rules have no step with this id.', { path: 'stepId' });
  return step;
}

/** A cart and its person as a message sees them, with where it would go. */
interface Subject {
  readonly cart: Parameters<typeof contextOf>[0]['cart'];
  readonly customer: Parameters<typeof contextOf>[0]['customer'];
  readonly to: string;
  /** That the telephone may be of; null: an invented person. */
  readonly countries: readonly string[] | null;
  readonly gaps: readonly PreviewGap[];
}

const sampleAddresses = { email: 'alex@example.com', sms: '+43 660 0000000', push: 'device' } as const;
const identityKinds = { email: 'email', sms: 'phone', push: 'push' } as const satisfies Record<Channel, IdentityKind>;

async function readSubject(
  tx: Tx,
  wanted: {
    readonly storeId: string;
    readonly cartId: string | null;
    readonly channel: Channel;
    readonly unmasked: boolean;
  },
): Promise<Subject> {
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

function gapsOfCart({ lines, valueMinor }: Subject['cart'], channel: Channel): readonly PreviewGap[] {
  return [
    ...(channel === 'email' && lines.some(({ imageUrl }) => !imageUrl) ? ['no_pictures' as const] : []),
    ...(valueMinor === null ? ['no_total' as const] : []),
  ];
}

import { z } from '@hono/zod-openapi';
import type { EmailMessage, PushMessage, SmsMessage } from '../../../channels/provider.ts';
import type { Renderer } from '../../../channels/render/renderer.ts';
import { smsSegments } from '../../../channels/render/sms-segments.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, holds } from '../../../domain/actor.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { messagesOf } from '../../../domain/flow/flow.ts';
import { decimalOf, type TextPrices, textCost } from '../../../domain/phone/text-cost.ts';
import { wayOutOf } from '../../../domain/phone/way-out.ts';
import type { TemplateContent } from '../../../domain/template.ts';
import { linkBase, previewLinks } from '../../messaging/links/issue.ts';
import { contextOf } from '../../messaging/messages/context-of.ts';
import { mailboxOf } from '../../messaging/messages/sender-of.ts';
import { readTextPrices } from '../../messaging/phone/text-prices.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Brands, shownBrandOf } from '../../state/brands/brands.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';
import { contentInput } from './campaign-input.ts';
import { gapsOfCart, type PreviewGap, readSubject } from './preview-subject.ts';
import type { SmsSenderOf } from './rule-facts.ts';
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
  /** Under which names stores are answered, and how they are shown; absent: all as they come. */
  readonly brands?: Pick<Brands, 'of' | 'linkBaseOf' | 'mailDomainOf'>;
  /** `Name <address>` for stores that set none. */
  readonly defaultFrom: string;
  /** Who a store's SMS come from; absent: somebody who can be answered. */
  readonly smsSender?: SmsSenderOf;
}

export interface PreviewCampaign extends CampaignKey, z.input<typeof previewInput> {
  readonly actor: Actor;
}

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
  { database, renderer, publicUrl, brands, defaultFrom, smsSender }: PreviewDeps,
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
  const links = previewLinks(linkBase({ brands, publicUrl }, storeId));
  const brand = brands && shownBrandOf(brands, publicUrl, storeId);
  const countries = subject.countries ?? firstCountry(texts);
  const wayOut = channel === 'sms' ? wayOutOf(smsSender?.(store.providers), countries) : undefined;
  const rendered = await renderer.render({
    ...{ storeId, channel, template, to: subject.to, segmentsMax: texts.segmentsMax },
    ...(edited && { edited }),
    context: contextOf({
      ...{ channel, store, ...subject, links, brand, wayOut },
      defaultFrom: mailboxOf(defaultFrom, { brands, storeId }),
    }),
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

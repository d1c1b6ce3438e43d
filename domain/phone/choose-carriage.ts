import { hourMs, minuteMs } from '../duration.ts';
import { chooseLocale } from '../locale-choice.ts';
import {
  bySms,
  type Carriage,
  type ContentTemplate,
  type PassedCarrier,
  type PassReason,
  type RichCarrier,
} from './carrier.ts';
import { isCarrierForbidden } from './carrier-rules.ts';

export interface CarriageFacts {
  /** What the store tries before SMS, in this order. */
  readonly order: readonly RichCarrier[];
  /** What the account that sends has senders for. */
  readonly connected: readonly RichCarrier[];
  /** Carriers that refused this message already. */
  readonly refused: readonly PassedCarrier[];
  /** Of the message's own template, in every language. */
  readonly templates: readonly ContentTemplate[];
  /** Languages of whoever reads it, best first. */
  readonly locales: readonly (string | null)[];
  /** What the person agreed to names WhatsApp too. */
  readonly agreedToWhatsApp: boolean;
  /** When the person last wrote by WhatsApp, epoch milliseconds; null: not lately. */
  readonly wroteAtMs: number | null;
  /** E.164. */
  readonly phone: string;
  readonly nowMs: number;
}

export type CarriageChoice =
  | { readonly kind: 'carry'; readonly carriage: Carriage; readonly passed: readonly PassedCarrier[] }
  /** The vendor stopped the template that would be sent: so does the step, until somebody has looked. */
  | { readonly kind: 'stopped'; readonly contentSid: string };

/** For how long after the person wrote anything may be said by WhatsApp, and how early we stop counting on it. */
export const whatsAppWindowMs = 24 * hourMs;
export const whatsAppWindowMarginMs = 15 * minuteMs;

/** By what a message goes to a number: the first carrier of the store's order that may, else SMS. */
export function chooseCarriage(facts: CarriageFacts): CarriageChoice {
  const passed: PassedCarrier[] = [...facts.refused];
  for (const carrier of facts.order) {
    if (facts.refused.some((one) => one.carrier === carrier)) continue;
    const way = wayOf(carrier, facts);
    if (typeof way !== 'string') return way.kind === 'stopped' ? way : { kind: 'carry', carriage: way, passed };
    passed.push({ carrier, because: way, refused: false, providerMessageId: null });
  }
  return { kind: 'carry', carriage: bySms, passed };
}

function wayOf(
  carrier: RichCarrier,
  facts: CarriageFacts,
): Carriage | Extract<CarriageChoice, { kind: 'stopped' }> | PassReason {
  if (!facts.connected.includes(carrier)) return 'not_connected';
  if (isCarrierForbidden(carrier, facts.phone)) return 'country_rule';
  if (carrier === 'whatsapp' && !facts.agreedToWhatsApp) return 'not_agreed';
  if (carrier === 'whatsapp' && isWindowOpen(facts)) return { kind: 'text', carrier };
  const template = templateFor(carrier, facts);
  // RCS carries any text; WhatsApp asks for a template outside of the window.
  if (!template) return carrier === 'rcs' ? { kind: 'text', carrier } : 'no_template';
  const { contentSid, variables, stoppedCode } = template;
  return stoppedCode === null ? { kind: 'template', carrier, contentSid, variables } : { kind: 'stopped', contentSid };
}

function isWindowOpen({ wroteAtMs, nowMs }: CarriageFacts): boolean {
  return wroteAtMs !== null && nowMs < wroteAtMs + whatsAppWindowMs - whatsAppWindowMarginMs;
}

function templateFor(carrier: RichCarrier, { templates, locales }: CarriageFacts): ContentTemplate | undefined {
  const ours = templates.filter((template) => template.carrier === carrier);
  const locale = chooseLocale(
    ours.map((template) => template.locale),
    locales,
  );
  return ours.find((template) => template.locale === locale);
}

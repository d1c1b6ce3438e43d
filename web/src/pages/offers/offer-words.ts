import type { Format } from '../../i18n/format.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { CodeState, Offer, Terms } from './offer-data.ts';

interface Speaking {
  readonly t: Translate;
  readonly format: Format;
}

export const minterKey: Readonly<Record<Offer['minter'], MessageKey>> = {
  pool: 'offers.minter.pool',
  shopify: 'offers.minter.shopify',
  http: 'offers.minter.http',
};

export const kindKey: Readonly<Record<Terms['kind'], MessageKey>> = {
  percent: 'offers.kind.percent',
  amount: 'offers.kind.amount',
  free_shipping: 'offers.kind.free_shipping',
};

export const stateTone: Readonly<Record<CodeState, 'neutral' | 'good' | 'warn' | 'bad'>> = {
  free: 'neutral',
  minting: 'warn',
  minted: 'neutral',
  sent: 'neutral',
  redeemed: 'good',
  revoked: 'neutral',
  expired: 'neutral',
};

/** What an offer takes off: `10%`, `€5.00`, free shipping. */
export function valueText({ kind, value, currency = null }: Terms, { t, format }: Speaking): string {
  if (kind === 'percent') return format.percent(value / 100);
  return kind === 'amount' ? format.money(value, currency) : t('offers.kind.free_shipping');
}

/** What an offer does, in sentences that a newcomer understands. */
export function offerSentences(terms: Terms, speaking: Speaking): readonly string[] {
  const { t, format } = speaking;
  const { currency = null, cartMinorMin = 0, discountMinorMax = null, validDays = 7, messagesBefore = 1 } = terms;
  const { marginPercent = 40, floorMarginPercent = 0, upliftPoints = 5 } = terms;
  const { monthlyCodesMax = null, monthlyMinorMax = null, lockoutRecoveries = null, lockoutDays = 180 } = terms;
  return [
    t('offers.says.gives', { kind: terms.kind, value: valueText(terms, speaking), days: validDays }),
    ...(discountMinorMax === null ? [] : [t('offers.says.most', { amount: format.money(discountMinorMax, currency) })]),
    ...(cartMinorMin > 0 ? [t('offers.says.cart', { amount: format.money(cartMinorMin, currency) })] : []),
    t('offers.says.messages', { count: messagesBefore }),
    t('offers.says.pays', {
      margin: format.percent(marginPercent / 100),
      floor: format.percent(floorMarginPercent / 100),
      points: upliftPoints,
    }),
    ...(lockoutRecoveries === null ? [] : [t('offers.says.lockout', { count: lockoutRecoveries, days: lockoutDays })]),
    ...(monthlyCodesMax === null ? [] : [t('offers.says.codes', { count: monthlyCodesMax })]),
    ...(monthlyMinorMax === null ? [] : [t('offers.says.money', { amount: format.money(monthlyMinorMax, currency) })]),
  ];
}

import { fractionDigitsOf, readAmount, writeAmount } from '../../lib/read-amount.ts';
import type { Offer, Terms } from './offer-data.ts';

/** What stands in the fields, as it was typed. */
export interface OfferForm {
  readonly name: string;
  readonly key: string;
  readonly minter: Offer['minter'];
  readonly mintUrl: string;
  readonly kind: Terms['kind'];
  readonly value: string;
  readonly currency: string;
  readonly discountMax: string;
  readonly cartMin: string;
  readonly validDays: string;
  readonly messagesBefore: string;
  readonly margin: string;
  readonly floorMargin: string;
  readonly uplift: string;
  readonly monthlyCodes: string;
  readonly monthlyMoney: string;
  readonly lockoutRecoveries: string;
  readonly lockoutDays: string;
}

export type NumberField = Exclude<keyof OfferForm, 'name' | 'key' | 'minter' | 'mintUrl' | 'kind' | 'currency'>;

export function emptyForm(currency: string): OfferForm {
  return {
    ...{ name: '', key: '', minter: 'pool', mintUrl: '', kind: 'percent', value: '10', currency, discountMax: '' },
    ...{ cartMin: '', validDays: '7', messagesBefore: '1', margin: '40', floorMargin: '20', uplift: '5' },
    ...{ monthlyCodes: '', monthlyMoney: '', lockoutRecoveries: '2', lockoutDays: '180' },
  };
}

export function formOf({ name, key, minter, mintUrl, terms }: Offer, tag: string): OfferForm {
  const currency = terms.currency ?? 'EUR';
  const money = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? '' : writeAmount(minor, tag, fractionDigitsOf(currency));
  const count = (n: number | null | undefined) => (n === null || n === undefined ? '' : String(n));
  return {
    ...{ name, key, minter, mintUrl: mintUrl ?? '', kind: terms.kind, currency },
    value: terms.kind === 'percent' ? count(terms.value) : money(terms.value),
    ...{ discountMax: money(terms.discountMinorMax), cartMin: terms.cartMinorMin ? money(terms.cartMinorMin) : '' },
    ...{ validDays: count(terms.validDays), messagesBefore: count(terms.messagesBefore) },
    ...{ margin: count(terms.marginPercent), floorMargin: count(terms.floorMarginPercent) },
    ...{ uplift: count(terms.upliftPoints), monthlyCodes: count(terms.monthlyCodesMax) },
    ...{ monthlyMoney: money(terms.monthlyMinorMax), lockoutRecoveries: count(terms.lockoutRecoveries) },
    lockoutDays: count(terms.lockoutDays),
  };
}

export interface ReadTerms {
  /** Null: a field holds something else than it should. */
  readonly terms: Terms | null;
  readonly problems: ReadonlySet<NumberField>;
}

/** The terms of the fields; what is left empty is no limit. */
export function termsOf(form: OfferForm, tag: string): ReadTerms {
  const problems = new Set<NumberField>();
  const count = (field: NumberField, least: number, most: number): number => {
    const text = form[field].trim();
    const n = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(n >= least && n <= most)) problems.add(field);
    return n;
  };
  const money = (field: NumberField, least: number): number => {
    const minor = readAmount(form[field].trim(), tag, fractionDigitsOf(form.currency));
    if (minor === null || minor < least || minor > 1_000_000_000) problems.add(field);
    return minor ?? 0;
  };
  const orNone = (field: NumberField, read: (field: NumberField) => number): number | null =>
    form[field].trim() === '' ? null : read(field);
  const isPercent = form.kind === 'percent';
  const terms: Terms = {
    kind: form.kind,
    value: isPercent ? count('value', 1, 90) : money('value', 1),
    currency: form.currency,
    cartMinorMin: orNone('cartMin', (field) => money(field, 0)) ?? 0,
    discountMinorMax: isPercent && form.minter !== 'pool' ? orNone('discountMax', (field) => money(field, 1)) : null,
    validDays: count('validDays', 0, 90),
    messagesBefore: count('messagesBefore', 0, 10),
    marginPercent: count('margin', 0, 100),
    floorMarginPercent: count('floorMargin', 0, 100),
    upliftPoints: count('uplift', 1, 100),
    monthlyCodesMax: orNone('monthlyCodes', (field) => count(field, 0, 1_000_000)),
    monthlyMinorMax: orNone('monthlyMoney', (field) => money(field, 0)),
    lockoutRecoveries: orNone('lockoutRecoveries', (field) => count(field, 1, 20)),
    lockoutDays: count('lockoutDays', 1, 730),
  };
  if ((terms.floorMarginPercent ?? 0) > (terms.marginPercent ?? 0)) problems.add('floorMargin');
  const isWhole = problems.size === 0 && /^[A-Z]{3}$/.test(form.currency);
  return { terms: isWhole ? terms : null, problems };
}

/** The key as it was typed, or else made from the name: `Ten percent!` is `ten-percent`. */
export function keyFrom({ key, name }: Pick<OfferForm, 'key' | 'name'>): string {
  if (key !== '') return key;
  const made = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return made === '' ? 'offer' : made;
}

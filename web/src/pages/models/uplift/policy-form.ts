import { fractionDigitsOf, readAmount, writeAmount } from '../../../lib/read-amount.ts';
import type { NewPolicy, Policy } from './use-uplift.ts';

/** What stands in the fields, as it was typed. */
export interface PolicyForm {
  readonly name: string;
  readonly currency: string;
  /** What the chances come from: what the store expects, or the model that is served. */
  readonly scores: 'assumed' | 'served';
  readonly margin: string;
  readonly discount: string;
  readonly email: string;
  readonly sms: string;
  readonly push: string;
  readonly fatigue: string;
  readonly gain: string;
  readonly floor: string;
  readonly exploration: string;
  readonly monthlyOffers: string;
  readonly monthlyMoney: string;
  readonly messagePoints: string;
  readonly offerPoints: string;
}

export type PolicyField = Exclude<keyof PolicyForm, 'name' | 'currency' | 'scores'>;

export function emptyPolicy(currency: string): PolicyForm {
  return {
    ...{
      name: '',
      currency,
      scores: 'assumed',
      margin: '40',
      discount: '10',
      email: '0',
      sms: '0',
      push: '0',
      fatigue: '0',
    },
    ...{ gain: '0', floor: '20', exploration: '10', monthlyOffers: '', monthlyMoney: '' },
    ...{ messagePoints: '4', offerPoints: '7' },
  };
}

/** The fields of a version that is the next one's beginning. */
export function formOfPolicy({ name, terms: { economics, limits, scores } }: Policy, tag: string): PolicyForm {
  const { currency } = economics;
  const before = emptyPolicy(currency);
  const money = (minor: number | null | undefined, otherwise: string) =>
    minor === null || minor === undefined ? otherwise : writeAmount(minor, tag, fractionDigitsOf(currency));
  const count = (n: number | null | undefined, otherwise: string) =>
    n === null || n === undefined ? otherwise : String(n);
  const assumed = scores?.kind === 'assumed' ? scores : undefined;
  return {
    ...{ name, currency, scores: assumed || !scores ? 'assumed' : 'served' },
    margin: count(economics.marginPercent, before.margin),
    discount: count(economics.discountPercent, before.discount),
    email: money(economics.sendCostMinor?.email, before.email),
    sms: money(economics.sendCostMinor?.sms, before.sms),
    push: money(economics.sendCostMinor?.push, before.push),
    fatigue: money(economics.fatigueMinor, before.fatigue),
    gain: money(limits?.gainMinorMin, before.gain),
    floor: count(limits?.floorMarginPercent, before.floor),
    exploration: count(limits?.explorationPercent, before.exploration),
    monthlyOffers: count(limits?.monthlyOffersMax, ''),
    monthlyMoney: money(limits?.monthlyMinorMax, ''),
    messagePoints: count(assumed?.messagePoints, before.messagePoints),
    offerPoints: count(assumed?.offerPoints, before.offerPoints),
  };
}

export interface ReadPolicy {
  /** Null: a field holds something else than it should. */
  readonly policy: NewPolicy | null;
  readonly problems: ReadonlySet<PolicyField>;
}

/** The policy of the fields; a budget that is left empty is no limit. */
export function policyOf(form: PolicyForm, tag: string): ReadPolicy {
  const problems = new Set<PolicyField>();
  const count = (field: PolicyField, least: number, most: number): number => {
    const text = form[field].trim();
    const n = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
    if (!(n >= least && n <= most)) problems.add(field);
    return n;
  };
  const money = (field: PolicyField): number => {
    const minor = readAmount(form[field].trim(), tag, fractionDigitsOf(form.currency));
    if (minor === null || minor > 1_000_000_000) problems.add(field);
    return minor ?? 0;
  };
  const orNone = (field: PolicyField, read: (field: PolicyField) => number): number | null =>
    form[field].trim() === '' ? null : read(field);
  const marginPercent = count('margin', 0, 100);
  const discountPercent = count('discount', 0, 90);
  if (discountPercent > marginPercent) problems.add('discount');
  const policy: NewPolicy = {
    name: form.name.trim(),
    terms: {
      economics: {
        ...{ currency: form.currency, marginPercent, discountPercent, fatigueMinor: money('fatigue') },
        sendCostMinor: { email: money('email'), sms: money('sms'), push: money('push') },
      },
      limits: {
        gainMinorMin: money('gain'),
        floorMarginPercent: count('floor', 0, 100),
        explorationPercent: count('exploration', 5, 50),
        monthlyOffersMax: orNone('monthlyOffers', (field) => count(field, 0, 1_000_000)),
        monthlyMinorMax: orNone('monthlyMoney', money),
      },
      scores:
        form.scores === 'served'
          ? { kind: 'served' }
          : {
              kind: 'assumed',
              messagePoints: count('messagePoints', 0, 100),
              offerPoints: count('offerPoints', 0, 100),
            },
    },
  };
  const isWhole = problems.size === 0 && /^[A-Z]{3}$/.test(form.currency) && policy.name !== '';
  return { policy: isWhole ? policy : null, problems };
}

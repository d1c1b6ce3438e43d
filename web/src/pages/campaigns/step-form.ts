import type { MessageKey } from '../../i18n/message-key.ts';
import { readDuration, writeDuration } from '../../lib/parse-duration.ts';
import { readAmount, readNumber, writeAmount, writeNumber } from '../../lib/parse-number.ts';
import { type ChannelChoice, type Conditions, limits, type Rule, type Stage, type Trigger } from './campaign-types.ts';

/** A step as it stands in the fields: numbers are texts until they are read, so that nothing that was typed is lost. */
export interface StepForm {
  readonly id: string;
  readonly trigger: Trigger;
  readonly delay: string;
  readonly localTime: string;
  readonly probability: string;
  readonly channel: ChannelChoice;
  readonly template: string;
  readonly valueMin: string;
  readonly valueMax: string;
  readonly currencies: string;
  readonly stages: readonly Stage[];
  readonly itemsMin: string;
  readonly customer: '' | 'new' | 'returning';
  readonly probabilityMin: string;
  readonly probabilityMax: string;
}

/** How numbers are written: the language, and the currency of amounts where a step names none. */
export interface Writing {
  readonly tag: string;
  readonly currency: string;
}

export type StepProblems = Readonly<Partial<Record<keyof StepForm, MessageKey>>>;
export type ReadStep =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly problems: StepProblems };

export function formOf(rule: Rule, writing: Writing): StepForm {
  const { tag } = writing;
  const { conditions = {} } = rule;
  const currency = amountCurrency(conditions.currencies ?? [], writing);
  const amount = (minor: number | undefined) => (minor === undefined ? '' : writeAmount(minor, tag, currency));
  const percent = (share: number | undefined) => (share === undefined ? '' : writePercent(share, tag));
  return {
    id: rule.id,
    trigger: rule.trigger,
    delay: writeDuration(rule.delayMs, tag),
    localTime: rule.trigger === 'time_based' ? rule.localTime : '10:00',
    probability: rule.trigger === 'prediction_high' ? writePercent(rule.probabilityMin, tag) : writePercent(0.5, tag),
    channel: rule.channel,
    template: rule.template,
    valueMin: amount(conditions.valueMinorMin),
    valueMax: amount(conditions.valueMinorMax),
    currencies: (conditions.currencies ?? []).join(', '),
    stages: conditions.stages ?? [],
    itemsMin: conditions.itemsMin === undefined ? '' : writeNumber(conditions.itemsMin, tag),
    customer: conditions.customer ?? '',
    probabilityMin: percent(conditions.probabilityMin),
    probabilityMax: percent(conditions.probabilityMax),
  };
}

/** The rule that the fields say, or what is wrong with which of them. */
export function readForm(form: StepForm, writing: Writing): ReadStep {
  const { tag } = writing;
  const problems: Partial<Record<keyof StepForm, MessageKey>> = {};
  const take = <T>(field: keyof StepForm, value: T | null, problem: MessageKey): T | undefined => {
    if (value !== null) return value;
    problems[field] = problem;
    return undefined;
  };
  const optional = <T>(
    field: 'valueMin' | 'valueMax' | 'itemsMin' | 'probabilityMin' | 'probabilityMax',
    read: (text: string) => T | null,
    problem: MessageKey,
  ) => (form[field].trim() === '' ? undefined : take(field, read(form[field]), problem));

  const delayMs = take('delay', within(readDuration(form.delay, tag), 0, limits.delayMsMax), 'campaigns.problem.delay');
  const currencies = codesIn(form.currencies);
  if (currencies.some((code) => !/^[A-Z]{3}$/.test(code))) problems.currencies = 'campaigns.problem.currencies';
  const currency = amountCurrency(currencies, writing);
  const amount = (text: string) => readAmount(text, tag, currency);
  const share = (text: string) => readPercent(text, tag);
  const conditions: Conditions = withoutUndefined({
    valueMinorMin: optional('valueMin', amount, 'campaigns.problem.amount'),
    valueMinorMax: optional('valueMax', amount, 'campaigns.problem.amount'),
    currencies: currencies.length === 0 ? undefined : [...currencies],
    stages: form.stages.length === 0 ? undefined : [...form.stages],
    itemsMin: optional(
      'itemsMin',
      (text) => wholeWithin(readNumber(text, tag), 1, limits.itemsMax),
      'campaigns.problem.items',
    ),
    customer: form.customer === '' ? undefined : form.customer,
    probabilityMin: optional('probabilityMin', share, 'campaigns.problem.percent'),
    probabilityMax: optional('probabilityMax', share, 'campaigns.problem.percent'),
  });
  if (isAbove(conditions.valueMinorMin, conditions.valueMinorMax)) problems.valueMax = 'campaigns.problem.below';
  if (isAbove(conditions.probabilityMin, conditions.probabilityMax))
    problems.probabilityMax = 'campaigns.problem.below';
  if (form.template === '') problems.template = 'campaigns.problem.template';

  const common = { id: form.id, delayMs: delayMs ?? 0, channel: form.channel, template: form.template, conditions };
  const rule = ((): Rule => {
    switch (form.trigger) {
      case 'cart_abandoned':
        return { ...common, trigger: form.trigger };
      case 'time_based': {
        const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(form.localTime);
        if (!isTime) problems.localTime = 'campaigns.problem.time';
        return { ...common, trigger: form.trigger, localTime: form.localTime };
      }
      case 'prediction_high': {
        const probabilityMin = take('probability', share(form.probability), 'campaigns.problem.percent') ?? 0;
        return { ...common, trigger: form.trigger, probabilityMin };
      }
    }
  })();
  return Object.keys(problems).length === 0 ? { ok: true, rule } : { ok: false, problems };
}

/** Where the API says that a value is wrong, as a field: `rules.0.conditions.valueMinorMax` is `valueMax`. */
export function fieldOfPath(path: string): keyof StepForm | null {
  const [, , ...rest] = path.split('.');
  const fields: Readonly<Record<string, keyof StepForm>> = {
    delayMs: 'delay',
    localTime: 'localTime',
    probabilityMin: 'probability',
    channel: 'channel',
    template: 'template',
    'conditions.valueMinorMin': 'valueMin',
    'conditions.valueMinorMax': 'valueMax',
    'conditions.currencies': 'currencies',
    'conditions.stages': 'stages',
    'conditions.itemsMin': 'itemsMin',
    'conditions.customer': 'customer',
    'conditions.probabilityMin': 'probabilityMin',
    'conditions.probabilityMax': 'probabilityMax',
  };
  return fields[rest.join('.')] ?? null;
}

/** Amounts are of the one currency that a step names, else of the store's. */
export function amountCurrency(currencies: readonly string[], { currency }: Writing): string {
  const [first] = currencies;
  return currencies.length === 1 && first !== undefined && /^[A-Z]{3}$/.test(first) ? first : currency;
}

export function codesIn(text: string): readonly string[] {
  return text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== '');
}

function readPercent(text: string, tag: string): number | null {
  const percent = within(readNumber(text.replace(/\s*%\s*$/, ''), tag), 0, 100);
  return percent === null ? null : Math.round(percent * 1e6) / 1e8;
}

function writePercent(share: number, tag: string): string {
  return `${writeNumber(Math.round(share * 1e8) / 1e6, tag, 6)} %`;
}

function within(value: number | null, min: number, max: number): number | null {
  return value !== null && value >= min && value <= max ? value : null;
}

function wholeWithin(value: number | null, min: number, max: number): number | null {
  return value !== null && Number.isInteger(value) ? within(value, min, max) : null;
}

function isAbove(min: number | undefined, max: number | undefined): boolean {
  return min !== undefined && max !== undefined && min > max;
}

function withoutUndefined(conditions: Conditions): Conditions {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
}

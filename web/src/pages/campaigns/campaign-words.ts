import type { Format } from '../../i18n/format.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import type { Translate } from '../../i18n/translate.ts';
import { writeDuration } from '../../lib/parse-duration.ts';
import type { Tone } from '../../ui/badge.tsx';
import type { Campaign, ChannelChoice, Difference, Rule, Trigger } from './campaign-types.ts';
import { amountCurrency, type Writing } from './step-form.ts';

type Status = Campaign['status'];
type FieldDifference = Difference['steps'][number]['fields'][number];

export const statusTone: Readonly<Record<Status, Tone>> = {
  draft: 'neutral',
  active: 'good',
  paused: 'warn',
  archived: 'neutral',
};

export const statusKey: Readonly<Record<Status, MessageKey>> = {
  draft: 'campaigns.status.draft',
  active: 'campaigns.status.active',
  paused: 'campaigns.status.paused',
  archived: 'campaigns.status.archived',
};

export const channelKey: Readonly<Record<ChannelChoice, MessageKey>> = {
  email: 'channel.email',
  sms: 'channel.sms',
  push: 'channel.push',
  all: 'campaigns.channel.all',
};

export const triggerKey: Readonly<Record<Trigger, MessageKey>> = {
  cart_abandoned: 'campaigns.trigger.cart_abandoned',
  time_based: 'campaigns.trigger.time_based',
  prediction_high: 'campaigns.trigger.prediction_high',
};

export const stageKey: Readonly<Record<string, MessageKey>> = {
  cart: 'campaigns.stage.cart',
  checkout: 'campaigns.stage.checkout',
  payment: 'campaigns.stage.payment',
  browsing: 'campaigns.stage.browsing',
};

const customerKey: Readonly<Record<string, MessageKey>> = {
  new: 'campaigns.customer.new',
  returning: 'campaigns.customer.returning',
};

/** When a step is due, as a person says it: `1 h after the cart is left`, `from 1 d on, at 09:30`. */
export function whenText(rule: Rule, writing: Writing, t: Translate): string {
  const delay = writeDuration(rule.delayMs, writing.tag);
  if (rule.trigger === 'time_based') return t('campaigns.when.time', { delay, time: rule.localTime });
  return rule.delayMs === 0 ? t('campaigns.when.atOnce') : t('campaigns.when.delay', { delay });
}

/** What a step asks for beside its time, each as a short phrase; none: it speaks to every cart. */
export function conditionTexts(
  rule: Rule,
  writing: Writing,
  { t, format }: { t: Translate; format: Format },
): string[] {
  const { conditions = {} } = rule;
  const currency = amountCurrency(conditions.currencies ?? [], writing);
  const texts: string[] = [];
  if (rule.trigger === 'prediction_high')
    texts.push(t('campaigns.if.likely', { share: format.percent(rule.probabilityMin) }));
  if (conditions.valueMinorMin !== undefined)
    texts.push(t('campaigns.if.valueMin', { amount: format.money(conditions.valueMinorMin, currency) }));
  if (conditions.valueMinorMax !== undefined)
    texts.push(t('campaigns.if.valueMax', { amount: format.money(conditions.valueMinorMax, currency) }));
  if (conditions.currencies !== undefined) texts.push(conditions.currencies.join(', '));
  if (conditions.stages !== undefined)
    texts.push(conditions.stages.map((stage) => wordOf(stageKey, stage, t)).join(', '));
  if (conditions.itemsMin !== undefined) texts.push(t('campaigns.if.itemsMin', { count: conditions.itemsMin }));
  if (conditions.customer !== undefined) texts.push(wordOf(customerKey, conditions.customer, t));
  if (conditions.probabilityMin !== undefined)
    texts.push(t('campaigns.if.probabilityMin', { share: format.percent(conditions.probabilityMin) }));
  if (conditions.probabilityMax !== undefined)
    texts.push(t('campaigns.if.probabilityMax', { share: format.percent(conditions.probabilityMax) }));
  return texts;
}

const fieldKey: Readonly<Record<string, MessageKey>> = {
  trigger: 'campaigns.field.trigger',
  delayMs: 'campaigns.field.delay',
  localTime: 'campaigns.field.localTime',
  probabilityMin: 'campaigns.field.probability',
  channel: 'campaigns.field.channel',
  template: 'campaigns.field.template',
  'conditions.valueMinorMin': 'campaigns.field.valueMin',
  'conditions.valueMinorMax': 'campaigns.field.valueMax',
  'conditions.currencies': 'campaigns.field.currencies',
  'conditions.stages': 'campaigns.field.stages',
  'conditions.itemsMin': 'campaigns.field.itemsMin',
  'conditions.customer': 'campaigns.field.customer',
  'conditions.probabilityMin': 'campaigns.field.probabilityMin',
  'conditions.probabilityMax': 'campaigns.field.probabilityMax',
  next: 'flow.field.then',
  otherwise: 'flow.way.otherwise',
  onTimeout: 'flow.field.notHappened',
  ms: 'campaigns.field.delay',
  withinMs: 'flow.field.within',
  staleAfterMs: 'flow.field.stale',
  'window.from': 'flow.field.from',
  'window.until': 'flow.field.until',
  'event.name': 'flow.field.event',
  messagesMax: 'flow.field.mostMessages',
  start: 'flow.field.startsWith',
  by: 'flow.field.splitBy',
};

export function fieldName(field: string, t: Translate): string {
  return wordOf(fieldKey, field, t);
}

/** A value of a field in words; a dash for one that is not set. */
export function fieldValue(
  { field }: FieldDifference,
  value: FieldDifference['before'],
  writing: Writing,
  { t, format }: { readonly t: Translate; readonly format: Format },
): string {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map((one) => wordOf(stageKey, one, t)).join(', ');
  if (typeof value === 'number') {
    if (/(^ms|Ms)$/.test(field)) return writeDuration(value, writing.tag);
    if (field.includes('robability')) return format.percent(value);
    if (field.includes('Minor')) return format.money(value, writing.currency);
    return format.number(value);
  }
  const words: Readonly<Record<string, MessageKey>> = { ...channelKey, ...triggerKey, ...customerKey };
  return field === 'template' ? String(value) : wordOf(words, String(value), t);
}

/** The word for a code of the API; a code that is newer than this page stands as it is. */
export function wordOf(words: Readonly<Record<string, MessageKey>>, code: string, t: Translate): string {
  const key = words[code];
  return key === undefined ? code : t(key);
}

import { roleLabel, teamRoles } from '../../app/roles.ts';
import type { Format } from '../../i18n/format.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { AuditEntry } from './audit-entry.ts';
import { type ActorKind, subjectKinds } from './audit-search.ts';

export function actorLabel(kind: ActorKind): MessageKey {
  return `audit.actor.${kind}`;
}

/** What a change was about; kinds that belong to no store do not come up here. */
export function subjectLabel(kind: AuditEntry['subjectKind']): MessageKey {
  const known = subjectKinds.find((one) => one === kind);
  return known ? `audit.subject.${known}` : 'audit.subject.other';
}

const actions = [
  'store:write',
  'api-keys:write',
  'members:write',
  'account:write',
  'campaigns:write',
  'reports:write',
  'carts:quarantine',
  'customers:unmask',
  'customers:erase',
  'recoveries:command',
  'snippet:write',
  'reports:write',
  'integrations:write',
  'webhooks:replay',
  'webhook-endpoints:write',
  'offers:write',
  'models:write',
  'flags:write',
  'dead-letters:decide',
  'privacy-requests:finish',
  'privacy-requests:act',
  'stores:create',
  'stats:read',
] as const;

/** What was done, in words; one that this page does not know yet is a change. */
export function actionLabel(action: string): MessageKey {
  const known = actions.find((one) => one === action);
  return known ? `audit.action.${known}` : 'audit.action.other';
}

/** Names of fields as the pages call them; others stand as the API calls them. */
const fieldLabels: Readonly<Record<string, MessageKey>> = {
  background: 'brand.colour.background',
  browseIdleMs: 'store.browseIdle',
  capAction: 'sending.cap.action',
  capMessages: 'store.cap',
  capMessagesOfAll: 'sending.cap.all',
  capPeriodMs: 'store.capPeriod',
  cartIdleMs: 'store.cartIdle',
  clickTracking: 'replySettings.clicks.on',
  checkoutIdleMs: 'store.checkoutIdle',
  coolDownMs: 'store.coolDown',
  countryRules: 'sending.countries',
  doubleOptInCountries: 'sending.basis.double',
  email: 'signIn.email',
  frequency: 'reports.frequency',
  invitation: 'audit.subject.invitation',
  locale: 'store.locale',
  dark: 'brand.logo.dark',
  domain: 'brand.domain',
  light: 'brand.logo.light',
  link: 'brand.colour.link',
  madeWith: 'brand.madeWith',
  name: 'store.name',
  pausedChannel: 'audit.field.pausedChannel',
  primary: 'brand.colour.primary',
  supportEmail: 'brand.supportEmail',
  supportUrl: 'brand.supportUrl',
  text: 'brand.colour.text',
  reply: 'replies.title',
  replyHandling: 'replySettings.handling',
  replyMailbox: 'replySettings.mailbox',
  replyTextInWebhooks: 'replySettings.texts',
  role: 'team.role',
  scopes: 'keys.scopes',
  queries: 'reports.numbers',
  quietHours: 'sending.quiet',
  recipientIds: 'reports.recipients',
  scheduledTraining: 'training.schedule.label',
  secondFactorGraceDays: 'team.second.days',
  senderName: 'store.sender',
  softOptIn: 'sending.basis.soft',
  postalAddress: 'store.postalAddress',
  status: 'store.status',
  test: 'reports.isTest',
  timeOfDay: 'reports.time',
  timeZone: 'store.timeZone',
  url: 'store.url',
  webhookUrl: 'reports.url',
};

interface Words {
  readonly t: Translate;
  readonly locale: string;
  readonly format: Format;
}

/** One line for each field that changed: from what to what, where the log keeps values. */
export function changeLines(change: AuditEntry['change'], words: Words): readonly string[] {
  const { t } = words;
  return Object.entries(change).map(([name, { before, after }]) => {
    const label = fieldLabels[name];
    const field = label ? t(label) : name;
    const shown = (value: Value) => valueText(name, value, words);
    if (before === undefined && after === undefined) return t('audit.changed', { field });
    if (before === undefined || before === null) return t('audit.set', { field, after: shown(after ?? null) });
    return t('audit.fromTo', { field, before: shown(before), after: shown(after ?? null) });
  });
}

function valueText(field: string, value: Value, { t, locale, format }: Words): string {
  if (value === null) return t('audit.nothing');
  if (typeof value === 'object') {
    const list = new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' });
    return value.length === 0 ? t('audit.nothing') : list.format(value);
  }
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'number' && field.endsWith('Ms')) return format.duration(value);
  const role = field === 'role' ? teamRoles.find((one) => one === value) : undefined;
  return role ? t(roleLabel(role)) : String(value);
}

type Value = Exclude<NonNullable<AuditEntry['change'][string]>['before'], undefined>;

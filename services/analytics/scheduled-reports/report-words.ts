import { catalogue, type MetricId } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, otherValue } from '../../../domain/analytics/measures.ts';
import type { ReportFrequency } from '../../../domain/report-period.ts';

/** Languages that reports are written in; everybody else gets English. */
export type ReportLanguage = 'en' | 'de';

export interface ReportWords {
  /** For numbers and days. */
  readonly tag: string;
  readonly metric: (id: MetricId) => string;
  readonly dimension: (id: Dimension) => string;
  readonly value: (value: string) => string;
  readonly frequency: Readonly<Record<ReportFrequency, string>>;
  readonly test: string;
  readonly testNote: string;
  readonly period: string;
  readonly before: string;
  readonly number: string;
  readonly of: string;
  readonly isNew: string;
  readonly zone: (zone: string) => string;
  readonly asOf: (moment: string) => string;
  readonly compared: (range: string) => string;
  readonly open: string;
  readonly why: (store: string) => string;
  readonly change: string;
  readonly nothing: string;
  readonly otherCurrencies: (list: string) => string;
  readonly orders: (count: string) => string;
}

export function languageOf(locale: string): ReportLanguage {
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en';
}

const german: Readonly<Record<MetricId, string>> = {
  abandoned_carts: 'Verlassene Warenkörbe',
  abandoned_value: 'Wert der verlassenen Warenkörbe',
  reachable_share: 'Erreichbarer Anteil',
  unreachable_carts: 'Nicht erreichbare Warenkörbe',
  recovery_rate: 'Rückgewinnungsrate',
  recovered_within_1d: 'Binnen eines Tages gekauft',
  recovered_within_3d: 'Binnen 3 Tagen gekauft',
  recovered_within_7d: 'Binnen 7 Tagen gekauft',
  recovered_within_14d: 'Binnen 14 Tagen gekauft',
  recovered_within_30d: 'Binnen 30 Tagen gekauft',
  recovered_orders: 'Zurückgewonnene Bestellungen',
  recovered_revenue: 'Zurückgewonnener Umsatz',
  recovered_revenue_last_touch: 'Zurückgewonnener Umsatz (letzter Kontakt)',
  recovered_revenue_gross: 'Zurückgewonnener Umsatz vor Rabatten',
  discount_cost: 'Rabatte',
  refunds: 'Erstattungen',
  abandoned_products: 'Produkte in verlassenen Warenkörben',
  abandoned_products_value: 'Wert der Produkte in verlassenen Warenkörben',
  recovered_products: 'Produkte in zurückgewonnenen Bestellungen',
  recovered_products_value: 'Wert der Produkte in zurückgewonnenen Bestellungen',
  messages: 'Nachrichten',
  non_sends: 'Warum nichts gesendet wurde',
  revenue_per_recipient: 'Umsatz je Empfänger',
  unsubscribe_rate: 'Abmelderate',
  complaint_rate: 'Beschwerderate',
  delivered: 'Zugestellt',
  opened: 'Geöffnet',
  clicked: 'Geklickt',
  bounced: 'Unzustellbar',
  time_to_recovery: 'Zeit bis zur Rückgewinnung',
  funnel_seen: 'Verlassen',
  funnel_identified: 'Davon bekannt',
  funnel_reachable: 'Davon erreichbar',
  funnel_messaged: 'Davon angeschrieben',
  funnel_clicked: 'Davon geklickt',
  funnel_bought: 'Davon gekauft',
};

const englishDimensions: Readonly<Record<Dimension, string>> = {
  campaignId: 'campaign',
  channel: 'channel',
  provider: 'provider',
  template: 'template',
  state: 'state',
  deliveryState: 'delivery',
  kind: 'kind',
  reason: 'reason',
  stage: 'stage',
  currency: 'currency',
  productId: 'product',
  weekday: 'weekday',
  hourOfDay: 'hour of the day',
};

const germanDimensions: Readonly<Record<Dimension, string>> = {
  campaignId: 'Kampagne',
  channel: 'Kanal',
  provider: 'Anbieter',
  template: 'Vorlage',
  state: 'Zustand',
  deliveryState: 'Zustellung',
  kind: 'Art',
  reason: 'Grund',
  stage: 'Stufe',
  currency: 'Währung',
  productId: 'Produkt',
  weekday: 'Wochentag',
  hourOfDay: 'Stunde des Tages',
};

const englishValues: Readonly<Record<string, string>> = {
  email: 'E-mail',
  sms: 'SMS',
  push: 'Push',
  none: 'none',
  unknown: 'unknown',
  [otherValue]: 'all others',
};

const germanValues: Readonly<Record<string, string>> = {
  email: 'E-Mail',
  sms: 'SMS',
  push: 'Push',
  none: 'keine Angabe',
  unknown: 'unbekannt',
  [otherValue]: 'alle übrigen',
};

export const reportWords: Readonly<Record<ReportLanguage, ReportWords>> = {
  en: {
    tag: 'en-GB',
    metric: (id) => catalogue[id].name,
    dimension: (id) => englishDimensions[id],
    value: (value) => englishValues[value] ?? value,
    frequency: { daily: 'Daily report', weekly: 'Weekly report', monthly: 'Monthly report' },
    test: 'Test',
    testNote: 'This is a test that you asked for. Nobody else got it.',
    period: 'Period',
    before: 'Before',
    number: 'Number',
    of: 'by',
    isNew: 'new',
    zone: (zone) => `Days of the time zone ${zone}`,
    asOf: (moment) => `counted on ${moment}`,
    compared: (range) => `Compared with ${range}`,
    open: 'Open these numbers',
    why: (store) => `You get this report because the team of ${store} put you on its list.`,
    change: 'Change or end it',
    nothing: 'none',
    otherCurrencies: (list) => `In other currencies, not added: ${list}`,
    orders: (count) => `orders: ${count}`,
  },
  de: {
    tag: 'de',
    metric: (id) => german[id],
    dimension: (id) => germanDimensions[id],
    value: (value) => germanValues[value] ?? value,
    frequency: { daily: 'Tagesbericht', weekly: 'Wochenbericht', monthly: 'Monatsbericht' },
    test: 'Test',
    testNote: 'Das ist ein Test, den Sie angefordert haben. Niemand sonst hat ihn bekommen.',
    period: 'Zeitraum',
    before: 'Davor',
    number: 'Kennzahl',
    of: 'nach',
    isNew: 'neu',
    zone: (zone) => `Tage der Zeitzone ${zone}`,
    asOf: (moment) => `gezählt am ${moment}`,
    compared: (range) => `Verglichen mit ${range}`,
    open: 'Diese Zahlen öffnen',
    why: (store) => `Sie bekommen diesen Bericht, weil das Team von ${store} Sie als Empfänger eingetragen hat.`,
    change: 'Ändern oder beenden',
    nothing: 'keine',
    otherCurrencies: (list) => `In anderen Währungen, nicht mitgezählt: ${list}`,
    orders: (count) => `Bestellungen: ${count}`,
  },
};

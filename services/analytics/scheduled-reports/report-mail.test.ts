import { describe, expect, test } from 'vitest';
import type { ReportContent, ReportFigure } from '../../../domain/report-content.ts';
import { reportMail } from './report-mail.ts';
import { changeOf, formatValue } from './report-numbers.ts';

const plain = { dimensions: [], granularity: null, filters: {} } as const;
const figure = (change: Partial<ReportFigure>): ReportFigure => ({
  ...{
    query: { metric: 'recovered_revenue', ...plain },
    unit: 'money',
    currency: 'EUR',
    value: 184_650,
    previous: 92_325,
  },
  ...{ rows: [], otherCurrencies: [] },
  ...change,
});
const content = (figures: readonly ReportFigure[], change: Partial<ReportContent> = {}): ReportContent => ({
  ...{ storeName: 'Loom House', reportName: 'Monday numbers', frequency: 'weekly', timeZone: 'Europe/Vienna' },
  ...{ period: '2026-W43', days: { from: '2026-10-19', to: '2026-10-25' } },
  ...{ previousDays: { from: '2026-10-12', to: '2026-10-18' }, asOf: '2026-10-26T07:00:01.000Z', figures },
  ...change,
});
const to = { to: 'ada@shop.example', from: 'Engine <engine@shop.example>', isTest: false, storeId: 's-1' };
const mail = (locale: string, given: ReportContent, isTest = false) =>
  reportMail(given, { ...to, locale, isTest, publicUrl: 'https://engine.example' });

describe('a report by e-mail', () => {
  test('names its period and zone, and leads to the same days of the dashboard', () => {
    const { subject, text, html } = mail('en', content([figure({})]));
    expect(subject).toMatch(/^Weekly report: Loom House, 19\s?–\s?25 October 2026$/);
    expect(text).toContain('Recovered revenue: €1,846.50 (Before: €923.25, +100%)');
    expect(text).toContain('Days of the time zone Europe/Vienna, counted on 26 October 2026 at 08:00.');
    expect(text).toMatch(/Compared with 12\s?–\s?18 October 2026\./);
    expect(text).toContain('https://engine.example/stores/s-1?from=2026-10-19&to=2026-10-25');
    expect(html).toContain('href="https://engine.example/stores/s-1?from=2026-10-19&amp;to=2026-10-25"');
    expect(html).toContain('https://engine.example/stores/s-1/settings/reports');
  });

  test('is written as its reader reads: German words, numbers and days', () => {
    const { subject, text, html } = mail('de-AT', content([figure({})]));
    expect(subject).toBe('Wochenbericht: Loom House, 19.–25. Oktober 2026');
    expect(text).toMatch(/Zurückgewonnener Umsatz: 1\.846,50\s€ \(Davor: 923,25\s€, \+100\s%\)/);
    expect(html).toContain('<html lang="de">');
  });

  test('of a test says so, and that nobody else got it', () => {
    const { subject, text } = mail('en', content([]), true);
    expect(subject).toMatch(/^\[Test\] /);
    expect(text).toContain('Nobody else got it');
  });

  test('breaks a number down, and says what is in other currencies', () => {
    const { text } = mail(
      'en',
      content([
        figure({
          query: { metric: 'recovered_revenue', dimensions: ['channel'], granularity: null, filters: {} },
          rows: [{ dimensions: { channel: 'sms' }, value: 100, previous: 0 }],
          otherCurrencies: [{ currency: 'USD', orders: 1_200 }],
        }),
      ]),
    );
    expect(text).toContain('Recovered revenue by channel: ');
    expect(text).toContain('  SMS: €1.00 (Before: €0.00, new)');
    expect(text).toContain('In other currencies, not added: USD (orders: 1,200)');
  });

  test('makes nothing of what a name contains', () => {
    const { html, subject } = mail('en', content([], { storeName: '<b>Loom</b>\r\nBcc: x', reportName: '"><img>' }));
    expect(html).not.toMatch(/<b>|<img/);
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('a number of a report', () => {
  test.for([
    [184_650, 'money', 'EUR', '€1,846.50'],
    [-5, 'money', 'EUR', '-€0.05'],
    [1_000, 'money', 'JPY', 'JP¥1,000'],
    [1_500, 'money', 'KWD', 'KWD 1.500'],
    ['9007199254740993', 'money', 'EUR', '€90,071,992,547,409.93'],
    [12.5, 'money', 'EUR', '€0.13'],
    [0.1234, 'share', null, '12.34%'],
    [1_234_567, 'count', null, '1,234,567'],
    [5_400_000, 'duration_ms', null, '1 h 30 min'],
    [null, 'share', null, '–'],
  ] as const)('%s of %s in %s is written %s', ([value, unit, currency, text]) => {
    expect(formatValue(value, { unit, currency }, 'en-GB').replaceAll('\u00a0', ' ')).toBe(text);
  });

  test('has no change where there is no base', () => {
    expect([changeOf(5, 0), changeOf(5, null), changeOf(null, 5), changeOf(5, 4)]).toEqual([null, null, null, 0.25]);
  });
});

import type { EmailMessage } from '../../../channels/provider.ts';
import { escapeHtml } from '../../../channels/render/escape-html.ts';
import type { CalendarDays } from '../../../domain/analytics/calendar.ts';
import type { Dimension } from '../../../domain/analytics/measures.ts';
import type { ReportContent, ReportFigure, ReportValue } from '../../../domain/report-content.ts';
import { toSingleLine } from '../../../domain/single-line.ts';
import { changeOf, formatChange, formatValue } from './report-numbers.ts';
import { languageOf, type ReportWords, reportWords } from './report-words.ts';

export interface MailTo {
  readonly to: string;
  readonly from: string;
  /** BCP 47: the language of the person. */
  readonly locale: string;
  readonly isTest: boolean;
  readonly storeId: string;
  /** Where the dashboard is, from the settings and never from a request. */
  readonly publicUrl: string;
}

/** One line of a report, in words. */
interface Line {
  readonly label: string;
  readonly value: string;
  readonly previous: string;
  readonly change: string;
  /** A row of the number above it. */
  readonly isPart: boolean;
}

const style = {
  body: 'margin:0;padding:16px 8px;background:#f4f5f7;color:#1c1f23;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  card: 'max-width:600px;margin:0 auto;padding:20px;background:#ffffff;border:1px solid #d9dce1;border-radius:8px',
  head: 'margin:0 0 4px;font-size:20px;line-height:1.3',
  quiet: 'margin:0;color:#565c66;font-size:13px',
  columnHead: 'padding:0 0 8px;color:#565c66;font-size:13px;font-weight:400',
  table: 'width:100%;border-collapse:collapse;margin:20px 0',
  cell: 'padding:8px 0;border-top:1px solid #e6e8ec;vertical-align:top',
  button:
    'display:inline-block;padding:10px 16px;background:#1d4ed8;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600',
} as const;

/** A report as a person reads it, in their language: numbers, the period and its zone, and the way to the same numbers. */
export function reportMail(content: ReportContent, { locale, isTest, ...to }: MailTo): EmailMessage {
  const words = reportWords[languageOf(locale)];
  const store = toSingleLine(content.storeName);
  const range = rangeText(content.days, words.tag);
  const title = `${words.frequency[content.frequency]}: ${store}`;
  const link = `${to.publicUrl}/stores/${to.storeId}?from=${content.days.from}&to=${content.days.to}`;
  const settings = `${to.publicUrl}/stores/${to.storeId}/settings/reports`;
  const lines = content.figures.flatMap((figure) => linesOf(figure, words));
  const notes = [
    `${words.zone(content.timeZone)}, ${words.asOf(momentText(content, words.tag))}.`,
    `${words.compared(rangeText(content.previousDays, words.tag))}.`,
    ...content.figures.flatMap((figure) => currencyNote(figure, words)),
  ];
  const shown = { words, title, name: toSingleLine(content.reportName), range, lines, notes, link, settings, store };
  return {
    channel: 'email',
    to: to.to,
    from: to.from,
    subject: `${isTest ? `[${words.test}] ` : ''}${title}, ${range}`,
    text: textOf(shown, isTest),
    html: htmlOf(shown, isTest),
    headers: {},
  };
}

interface Shown {
  readonly words: ReportWords;
  readonly title: string;
  readonly name: string;
  readonly range: string;
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
  readonly link: string;
  readonly settings: string;
  readonly store: string;
}

function textOf({ words, title, name, range, lines, notes, link, settings, store }: Shown, isTest: boolean): string {
  const rows = lines.map(
    ({ label, value, previous, change, isPart }) =>
      `${isPart ? '  ' : ''}${label}: ${value} (${words.before}: ${previous}${change === '' ? '' : `, ${change}`})`,
  );
  const why = isTest ? words.testNote : words.why(store);
  return [
    [title, name, `${words.period}: ${range}`].join('\n'),
    rows.join('\n'),
    notes.join('\n'),
    `${words.open}: ${link}`,
    `${why}\n${words.change}: ${settings}`,
    '',
  ].join('\n\n');
}

function htmlOf({ words, title, name, range, lines, notes, link, settings, store }: Shown, isTest: boolean): string {
  const why = isTest ? words.testNote : words.why(store);
  const head = [words.number, words.period]
    .map(
      (text, column) =>
        `<th scope="col" style="text-align:${column === 0 ? 'left' : 'right'};${style.columnHead}">${escapeHtml(text)}</th>`,
    )
    .join('');
  return [
    `<!doctype html><html lang="${words.tag.slice(0, 2)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    `<body style='${style.body}'><div style="${style.card}">`,
    `<h1 style="${style.head}">${escapeHtml(title)}</h1>`,
    `<p style="${style.quiet}">${escapeHtml(name)}<br>${escapeHtml(range)}</p>`,
    `<table style="${style.table}"><thead><tr>${head}</tr></thead><tbody>${lines.map((line) => rowOf(line, words)).join('')}</tbody></table>`,
    `<p><a href="${escapeHtml(link)}" style="${style.button}">${escapeHtml(words.open)}</a></p>`,
    notes.map((note) => `<p style="${style.quiet}">${escapeHtml(note)}</p>`).join(''),
    `<p style="${style.quiet};margin-top:16px">${escapeHtml(why)} `,
    `<a href="${escapeHtml(settings)}" style="color:#1d4ed8">${escapeHtml(words.change)}</a></p>`,
    '</div></body></html>',
  ].join('');
}

/** Two columns, so that a telephone shows all of it: the number, and below it what it was before. */
function rowOf({ label, value, previous, change, isPart }: Line, words: ReportWords): string {
  const before = `${words.before}: ${previous}${change === '' ? '' : ` (${change})`}`;
  const weight = isPart ? 'font-weight:400;padding-left:12px' : 'font-weight:600';
  return [
    `<tr><th scope="row" style="${style.cell};text-align:left;${weight}">${escapeHtml(label)}</th>`,
    `<td style="${style.cell};text-align:right;padding-left:8px">`,
    `<span style="white-space:nowrap;${isPart ? 'font-weight:400' : 'font-weight:600'}">${escapeHtml(value)}</span><br>`,
    `<span style="color:#565c66;font-size:13px">${escapeHtml(before)}</span></td></tr>`,
  ].join('');
}

function linesOf({ query, rows, value, previous, ...unit }: ReportFigure, words: ReportWords): Line[] {
  const by = query.dimensions.map((dimension) => words.dimension(dimension)).join(', ');
  const name = words.metric(query.metric);
  const line = (label: string, now: ReportValue, before: ReportValue, isPart: boolean): Line => {
    const change = changeOf(now, before);
    const isNew = change === null && Number(before ?? 0) === 0 && Number(now ?? 0) > 0;
    return {
      ...{ label, isPart },
      value: formatValue(now, unit, words.tag),
      previous: formatValue(before, unit, words.tag),
      change: change === null ? (isNew ? words.isNew : '') : formatChange(change, words.tag),
    };
  };
  const parts = rows.map((row) => line(partLabel(query, row.dimensions, words), row.value, row.previous, true));
  return [line(by === '' ? name : `${name} ${words.of} ${by}`, value, previous, false), ...parts];
}

/** The bucket's day, week or month, and the value of each dimension. */
function partLabel(
  { dimensions, granularity }: ReportFigure['query'],
  values: Readonly<Record<string, string>>,
  words: ReportWords,
): string {
  const bucket = granularity === null ? [] : [values[granularity] ?? ''];
  const shown = dimensions.map((dimension: Dimension) => words.value(values[dimension] ?? ''));
  return toSingleLine([...bucket, ...shown].filter((text) => text !== '').join(', ')) || words.nothing;
}

function currencyNote({ query, otherCurrencies }: ReportFigure, words: ReportWords): string[] {
  if (otherCurrencies.length === 0) return [];
  const counts = new Intl.NumberFormat(words.tag);
  const list = otherCurrencies.map(({ currency, orders }) => `${currency} (${words.orders(counts.format(orders))})`);
  return [`${words.metric(query.metric)}. ${words.otherCurrencies(list.join(', '))}.`];
}

/** Calendar days belong to no zone here: they are named as the store's calendar says them. */
function rangeText({ from, to }: CalendarDays, tag: string): string {
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const [first, last] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  return from === to ? format.format(first) : toSingleLine(format.formatRange(first, last));
}

function momentText({ asOf, timeZone }: ReportContent, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(asOf));
}

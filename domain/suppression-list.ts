import { isStorableText } from './storable-text.ts';

export const listCauses = ['bounce', 'complaint', 'unsubscribe', 'invalid', 'stop'] as const;
export type ListCause = (typeof listCauses)[number];

export interface ListedAddress {
  /** As our own addresses are kept: e-mail in lower case, phones in E.164. */
  readonly address: string;
  readonly cause: ListCause;
}

export type ReadList =
  | { readonly ok: true; readonly entries: readonly ListedAddress[] }
  /** A sentence for a person, without anything of the file. */
  | { readonly ok: false; readonly message: string };

/** Entries of one file: a provider's largest export comes in several. */
export const listEntriesMax = 200_000;

/** Names under which exports have the address, and what was wrong with it; case and separators do not count. */
const addressColumns = new Set([
  'email',
  'emailaddress',
  'address',
  'recipient',
  'to',
  'phone',
  'phonenumber',
  'number',
]);
const causeColumns = new Set(['reason', 'type', 'event', 'origin', 'cause']);

/**
 * A provider's export of whom it does not write to: CSV with a header (SendGrid, Mailgun, Resend, Twilio), or JSON as the APIs of SES
 * and Mailgun answer. Without a cause in the file, `cause` is that of all.
 */
export function readSuppressionList(file: string, cause: ListCause | null): ReadList {
  const rows = file.trimStart().startsWith('{') || file.trimStart().startsWith('[') ? jsonRows(file) : csvRows(file);
  if (rows === undefined) return refused('The file is neither CSV with a header nor JSON with a list.');
  if (rows.length > listEntriesMax)
    return refused(`The file may have at most ${listEntriesMax} entries: send it in parts.`);
  const entries = new Map<string, ListedAddress>();
  for (const [index, row] of rows.entries()) {
    const address = cellOf(row, addressColumns)?.trim();
    if (address === undefined) return refused('The file has no column "email", "address" or "phone".');
    if (address === '') continue;
    if (!isAddress(address)) return refused(`Entry ${index + 1} has no address that can be read.`);
    const own = address.includes('@') ? address.toLowerCase() : address.replaceAll(/[\s()-]/g, '');
    entries.set(own, { address: own, cause: cause ?? causeOf(cellOf(row, causeColumns)) });
  }
  return { ok: true, entries: [...entries.values()] };
}

function refused(message: string): ReadList {
  return { ok: false, message };
}

type Row = ReadonlyMap<string, string>;

function cellOf(row: Row, names: ReadonlySet<string>): string | undefined {
  for (const [name, value] of row) if (names.has(name)) return value;
  return undefined;
}

function columnOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** What says nothing else is taken for a bounce, which a team may lift, and never for a refusal of a person's. */
function causeOf(said = ''): ListCause {
  const word = said.toLowerCase();
  if (/complain|spam/.test(word)) return 'complaint';
  if (/unsub|opt-?out|manual/.test(word)) return 'unsubscribe';
  if (/^stop/.test(word)) return 'stop';
  return /invalid/.test(word) ? 'invalid' : 'bounce';
}

function isAddress(text: string): boolean {
  return (
    text.length <= 320 && isStorableText(text) && (/^[^\s@]+@[^\s@]+$/.test(text) || /^\+[\d\s()-]{7,24}$/.test(text))
  );
}

function jsonRows(file: string): readonly Row[] | undefined {
  try {
    const parsed: unknown = JSON.parse(file);
    const list = Array.isArray(parsed) ? parsed : Object.values(parsed as object).find(Array.isArray);
    if (!Array.isArray(list)) return undefined;
    return list.map((one: unknown) =>
      typeof one === 'string'
        ? new Map([['address', one]])
        : new Map(Object.entries((one ?? {}) as object).map(([name, value]) => [columnOf(name), String(value ?? '')])),
    );
  } catch {
    return undefined;
  }
}

function csvRows(file: string): readonly Row[] | undefined {
  const [header, ...lines] = file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (header === undefined) return [];
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const names = cellsOf(header, separator).map(columnOf);
  if (!names.some((name) => addressColumns.has(name))) return undefined;
  return lines.map((line) => new Map(cellsOf(line, separator).map((cell, index) => [names[index] ?? '', cell])));
}

/** One line: sentences of mail servers are quoted, with a quote of their own doubled. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [''];
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"') {
      if (isQuoted && line.charAt(at + 1) === '"') at += 1;
      else {
        isQuoted = !isQuoted;
        continue;
      }
    }
    if (character === separator && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

import { tagsOf } from './tag-list.ts';

/** What a mail that arrived lacks. Part of the public API: add, never rename. */
export const signatureFindings = [
  /** These are no headers of a mail. */
  'no_headers',
  'not_signed',
  /** Signed by domains that the sender's address does not belong to. */
  'not_aligned',
  /** The mail has no button to unsubscribe. */
  'unsubscribe_missing',
  /** The headers of the button are there, and no aligned signature covers both: mailboxes do not show it. */
  'unsubscribe_not_signed',
] as const;
export type SignatureFinding = (typeof signatureFindings)[number];

export interface MailSignature {
  readonly domain: string;
  readonly selector: string;
  readonly aligned: boolean;
  readonly signsUnsubscribe: boolean;
}

export interface SignatureCheck {
  readonly signatures: readonly MailSignature[];
  readonly findings: readonly SignatureFinding[];
}

/** Of a mail with more signatures only the first are looked at. */
const signaturesMax = 10;
const unsubscribeHeaders = ['list-unsubscribe', 'list-unsubscribe-post'] as const;

/** What the source of a mail that arrived says of its signatures. What stands behind its first empty line is not read. */
export function checkSignatures(source: string): SignatureCheck {
  const headers = headersOf(source);
  const from = /@([a-z0-9.-]+)/i.exec(valuesOf(headers, 'from')[0] ?? '')?.[1]?.toLowerCase();
  if (from === undefined) return { signatures: [], findings: ['no_headers'] };
  const signatures = valuesOf(headers, 'dkim-signature')
    .slice(0, signaturesMax)
    .map((value) => signatureOf(value, from));
  return { signatures, findings: findingsOf(headers, signatures) };
}

function findingsOf(headers: readonly Header[], signatures: readonly MailSignature[]): readonly SignatureFinding[] {
  const findings: SignatureFinding[] = [];
  if (signatures.length === 0) findings.push('not_signed');
  else if (!signatures.some(({ aligned }) => aligned)) findings.push('not_aligned');
  if (unsubscribeHeaders.some((name) => valuesOf(headers, name).length === 0)) findings.push('unsubscribe_missing');
  else if (!signatures.some(({ aligned, signsUnsubscribe }) => aligned && signsUnsubscribe))
    findings.push('unsubscribe_not_signed');
  return findings;
}

function signatureOf(value: string, from: string): MailSignature {
  const tags = tagsOf(value);
  const domain = (tags.get('d') ?? '').toLowerCase();
  const signed = new Set((tags.get('h') ?? '').toLowerCase().split(/[\s:]+/));
  return {
    domain,
    selector: tags.get('s') ?? '',
    // The address is of the domain or below it: what every policy but a strict one asks.
    aligned: domain.includes('.') && (from === domain || from.endsWith(`.${domain}`)),
    signsUnsubscribe: unsubscribeHeaders.every((name) => signed.has(name)),
  };
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** Lines that go on with a space belong to the one before. */
function headersOf(source: string): readonly Header[] {
  const lines = source.replaceAll('\r\n', '\n').trimStart().split('\n\n')[0] ?? '';
  return lines
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const at = line.indexOf(':');
      return at < 1 ? [] : [{ name: line.slice(0, at).trim().toLowerCase(), value: line.slice(at + 1).trim() }];
    });
}

function valuesOf(headers: readonly Header[], wanted: string): readonly string[] {
  return headers.filter(({ name }) => name === wanted).map(({ value }) => value);
}

import { storableText } from '../../domain/storable-text.ts';

const headersMax = 40;
const valueLengthMax = 1_024;
/** What a request says of the way that it came, and what lets somebody in, is nobody's business later. */
const notKept: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'x-real-ip',
  'x-api-key',
  'forwarded',
  'via',
  'connection',
  'host',
  'content-length',
  'transfer-encoding',
  'true-client-ip',
  // What vendors on the way have to say, and whatever a caller thought worth passing on: see `domain/trace-context.ts`.
  'tracestate',
  'baggage',
]);
const notKeptBeginnings = ['proxy-', 'x-forwarded-', 'accept', 'cf-'];

/** The headers of a request that its translation may need, bounded in number and length. */
export function keptHeaders(headers: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && entry[1].length <= valueLengthMax && isKept(entry[0]),
  );
  return Object.fromEntries(kept.slice(0, headersMax).map(([name, value]) => [name, storableText(value)]));
}

function isKept(name: string): boolean {
  return !notKept.has(name) && !notKeptBeginnings.some((beginning) => name.startsWith(beginning));
}

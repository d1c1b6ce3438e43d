const headersMax = 40;
const valueLengthMax = 1_024;
/** What a request says of the way that it came, and what lets somebody in, is nobody's business later. */
const notKept =
  /^(authorization|proxy-.*|cookie|x-forwarded-.*|x-real-ip|x-api-key|forwarded|via|connection|host|accept.*|content-length|transfer-encoding|cf-.*|true-client-ip)$/;

/** The headers of a webhook that its translation may need, bounded in number and length. */
export function keptHeaders(headers: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const kept = Object.entries(headers).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && entry[1].length <= valueLengthMax && !notKept.test(entry[0]),
  );
  return Object.fromEntries(kept.slice(0, headersMax).map(([name, value]) => [name, storable(value)]));
}

/** Text as PostgreSQL keeps it: no NUL, no lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Longest text that is read, in characters; of a longer one its beginning counts. */
export const replyTextLengthMax = 20_000;

/** Longest line that can be the one above a quotation; mail programs break longer ones in two. */
const attributionLengthMax = 320;
/** Lines of a quoted head, from its sender to its subject. */
const headLinesMax = 6;

/**
 * The part of an answer that its writer wrote: without the message that is quoted above, between or below it, and without the
 * signature. What mail programs put above a quotation is known for some languages; a line that names an address and ends with a
 * colon is one in all.
 */
export function ownWords(text: string): string {
  const lines = text.slice(0, replyTextLengthMax).replaceAll(/\r\n?/g, '\n').split('\n');
  const own: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    if (isQuoted(line)) continue;
    if (isSignature(lines[at] ?? '') || isDivider(line) || isHead(lines, at)) break;
    const taken = attributionAt(lines, at);
    if (taken === 0) {
      if (!isProgramsGreeting(line)) own.push(line);
      continue;
    }
    at += taken - 1;
    // Marked line by line, the quotation ends somewhere, and what follows is the answer again.
    if (!isQuoted(nextText(lines, at + 1))) break;
  }
  return own
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function isQuoted(line: string): boolean {
  return line.startsWith('>') || line.startsWith('|');
}

/** RFC 3676: two dashes and a space; some programs lose the space. */
function isSignature(line: string): boolean {
  return line === '-- ' || line === '--';
}

/** `-----Original Message-----`, or the rule that a mail program draws above a quotation. */
function isDivider(line: string): boolean {
  return line.length <= attributionLengthMax && (/^-{2,}[^-]{2,80}-{2,}$/.test(line) || /^[_=]{10,}$/.test(line));
}

const headBegins = /^\*?(?:from|von|de|da|van|från|fra|od|lähettäjä)\s?:/i;
const headGoesOn =
  /^\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|inviato|oggetto|verzonden|onderwerp|aan)\s?:/i;

/** The head of the quoted message, as some programs copy it: a sender, and at least two more of its lines. */
function isHead(lines: readonly string[], at: number): boolean {
  if (!headBegins.test((lines[at] ?? '').trim())) return false;
  const following = lines.slice(at + 1, at + headLinesMax).filter((line) => headGoesOn.test(line.trim()));
  return following.length >= 2;
}

/** How the line above a quotation begins, and the verb before its colon; where a language puts the name between, in it. */
const attributions = [
  { begin: 'on ', verb: ' wrote' },
  { begin: 'am ', verb: ' schrieb', nameFollows: true },
  { begin: 'le ', verb: ' a écrit' },
  { begin: 'el ', verb: ' escribió' },
  { begin: 'il ', verb: ' ha scritto' },
  { begin: 'op ', verb: ' schreef', nameFollows: true },
  { begin: 'em ', verb: ' escreveu' },
  { begin: 'den ', verb: ' skrev', nameFollows: true },
  { begin: 'w dniu ', verb: ' napisał', nameFollows: true },
] as const;

/** How many lines above a quotation say whose it is; 0: this is none of them. */
function attributionAt(lines: readonly string[], at: number): 0 | 1 | 2 {
  const first = (lines[at] ?? '').trim();
  if (first === '' || first.length > attributionLengthMax) return 0;
  if (isAttribution(first)) return 1;
  const both = `${first} ${(lines[at + 1] ?? '').trim()}`;
  return both.length <= attributionLengthMax &&
    attributions.some(({ begin }) => first.toLowerCase().startsWith(begin)) &&
    isAttribution(both)
    ? 2
    : 0;
}

function isAttribution(line: string): boolean {
  const plain = line.replaceAll(/[\s\u00a0]+/g, ' ').toLowerCase();
  if (!plain.endsWith(':')) return false;
  const said = plain.slice(0, -1).trimEnd();
  return (
    attributions.some(
      ({ begin, verb, ...rest }) =>
        plain.startsWith(begin) && ('nameFollows' in rest ? plain.includes(verb, begin.length) : said.endsWith(verb)),
    ) || /<[^<>@\s]+@[^<>@\s]+>/.test(plain)
  );
}

/** What a phone writes below every mail. */
function isProgramsGreeting(line: string): boolean {
  return /^(?:sent from my \w|von meinem .{1,40} gesendet|gesendet mit |envoyé de mon |enviado desde mi |get outlook for )/i.test(
    line,
  );
}

function nextText(lines: readonly string[], from: number): string {
  return (lines.slice(from).find((line) => line.trim() !== '') ?? '').trim();
}

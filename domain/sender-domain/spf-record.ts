/** What a record of SPF asks of DNS, as far as counting and reading it needs. */
export interface SpfRecord {
  /** Domains whose records are read as well. */
  readonly follows: readonly string[];
  /** Terms that cost a question, those of `follows` among them. */
  readonly lookups: number;
  /** `+all`: whoever sends is allowed to. */
  readonly open: boolean;
}

/** Mailboxes ask no more (RFC 7208, 4.6.4). */
export const spfLookupsMax = 10;

export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

export function readSpf(text: string): SpfRecord {
  const terms = termsOf(text);
  const follows = terms.flatMap((term) => /^(?:[+?~-]?include:|redirect=)(.+)$/i.exec(term)?.[1]?.toLowerCase() ?? []);
  return {
    // What hangs on the sender's address cannot be followed, only counted.
    follows: follows.filter((domain) => !domain.includes('%')),
    lookups: terms.filter((term) =>
      /^(?:[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr(?::|$)|exists:)|redirect=)/i.test(term),
    ).length,
    open: terms.some((term) => /^\+?all$/i.test(term)),
  };
}

/** One record that says what all of these do, and lets the provider send too. */
export function spfToPublish(texts: readonly string[], include: string | null): string | null {
  const terms = texts.flatMap(termsOf).filter((term) => !/^[+?~-]?all$/i.test(term));
  const wanted = include === null ? [] : [`include:${include}`];
  const all = [...new Set([...wanted, ...terms])];
  return all.length === 0 ? null : ['v=spf1', ...all, '~all'].join(' ');
}

function termsOf(text: string): readonly string[] {
  return text.split(/ +/).slice(1).filter(Boolean);
}

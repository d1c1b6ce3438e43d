/** A language as it is written: `zh-HK` is Chinese in traditional letters of Hong Kong, whatever the tag leaves out. */
interface Written {
  readonly language: string;
  readonly script: string | undefined;
  readonly region: string | undefined;
}

/**
 * Returns which of the locales somebody who wants these, best first, should read: the very one, else the same language in the
 * same script (of no region, then of another). Never another script: traditional Chinese is not answered with simplified.
 * Null: none of them.
 */
export function chooseLocale(available: readonly string[], wanted: readonly (string | null)[]): string | null {
  for (const tag of wanted) {
    const reader = written(tag);
    if (!reader) continue;
    const readable = available.filter((one) => isReadable(written(one), reader));
    const found =
      readable.find((one) => canonical(one) === canonical(tag)) ??
      readable.find((one) => written(one)?.region === reader.region) ??
      readable.find((one) => new Intl.Locale(one).region === undefined) ??
      readable[0];
    if (found !== undefined) return found;
  }
  return null;
}

/** Which way a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const script = written(tag)?.script ?? 'Latn';
  return rightToLeft.has(script) ? 'rtl' : 'ltr';
}

const rightToLeft = new Set(['Arab', 'Aran', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Samr', 'Mand']);

function isReadable(one: Written | null, reader: Written): boolean {
  return one !== null && one.language === reader.language && one.script === reader.script;
}

function canonical(tag: string | null): string | null {
  try {
    return tag === null ? null : (Intl.getCanonicalLocales(tag)[0] ?? null);
  } catch {
    return null;
  }
}

function written(tag: string | null): Written | null {
  const known = canonical(tag);
  if (known === null) return null;
  const { language, script, region } = new Intl.Locale(known).maximize();
  return { language, script, region };
}

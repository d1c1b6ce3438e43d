/**
 * A language as shops and their systems write it, as a canonical BCP 47 tag: `de_AT` and `de-at` are `de-AT`,
 * `de_DE_formal` is `de-DE`, `en_US.UTF-8` is `en-US`. Undefined: it names none.
 */
export function localeTag(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > lengthMax) return undefined;
  // Behind a dot stands the encoding, behind an `@` a variant of POSIX.
  const parts = value.trim().split(/[.@]/, 1)[0]?.split(/[_-]/) ?? [];
  if (!/^[a-z]{2,3}$/i.test(parts[0] ?? '')) return undefined;
  // WordPress appends words of its own: what makes no tag with the rest is left out from behind.
  for (let kept = parts.length; kept > 0; kept--) {
    const tag = canonical(parts.slice(0, kept).join('-'));
    if (tag !== undefined && !isWord(parts[kept - 1], kept)) return tag;
  }
  return undefined;
}

const lengthMax = 64;

/** `formal` has the form of a registered variant and is none; those stand behind region and script too. */
function isWord(part: string | undefined, kept: number): boolean {
  return kept > 1 && /^[a-z]{5,8}$/i.test(part ?? '');
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

const zonesKnownMax = 1_000;
const known = new Map<string, boolean>();

/** Whether a name is a time zone of the IANA database, e.g. `Europe/Vienna`, that this machine knows. */
export function isTimeZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  // Names come from outside: what is remembered of them stays bounded.
  if (known.size >= zonesKnownMax) known.clear();
  const is = hasZone(name);
  known.set(name, is);
  return is;
}

/** The first of these that is a time zone; of a person first, of the store then. UTC where none is. */
export function firstTimeZone(...names: readonly (string | null | undefined)[]): string {
  return names.find((name) => name && isTimeZone(name)) ?? 'UTC';
}

function hasZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Whether a tag is one well-formed BCP 47 language tag, e.g. `de-AT`. */
export function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

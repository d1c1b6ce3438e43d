import type { Place } from './country-policy.ts';

/** The clocks of each state of the USA that a part of it goes by. */
const zonesOfUsStates: Readonly<Record<string, readonly string[]>> = {
  ...statesIn(['America/New_York'], 'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV'),
  ...statesIn(['America/New_York', 'America/Chicago'], 'FL IN KY MI TN'),
  ...statesIn(['America/Chicago'], 'AL AR IA IL LA MN MO MS OK WI'),
  ...statesIn(['America/Chicago', 'America/Denver'], 'KS ND NE SD TX'),
  ...statesIn(['America/Denver'], 'CO MT NM UT WY'),
  ...statesIn(['America/Denver', 'America/Los_Angeles'], 'ID NV OR'),
  // The Navajo Nation puts its clocks forward; the rest of the state does not.
  ...statesIn(['America/Phoenix', 'America/Denver'], 'AZ'),
  ...statesIn(['America/Los_Angeles'], 'CA WA'),
  ...statesIn(['America/Anchorage', 'America/Adak'], 'AK'),
  ...statesIn(['Pacific/Honolulu'], 'HI'),
};

function statesIn(zones: readonly string[], states: string): Record<string, readonly string[]> {
  return Object.fromEntries(states.split(' ').map((state) => [state, zones]));
}

/** Of ECMA-402, and not yet in the types of the language. */
type LocaleOfRegion = Intl.Locale & { getTimeZones(): string[] | undefined };

/** Every zone of a place that the runtime's data knows; none for a country that it does not know. */
export function zonesOfPlace({ country, region }: Place): readonly string[] {
  if (country === 'US') return (region !== null ? zonesOfUsStates[region] : undefined) ?? zonesOfUsa;
  return zonesOfCountry(country);
}

/** Fewer than the runtime lists for the country, and the same clocks: it has one for each that once was different. */
const zonesOfUsa: readonly string[] = [...new Set(Object.values(zonesOfUsStates).flat())];

/** Those of some countries whose clocks go by a zone. */
export function countriesOfZone(timeZone: string, among: readonly string[]): readonly string[] {
  const name = canonical(timeZone);
  return among.filter((country) => zonesOfCountry(country).includes(name));
}

const byCountry = new Map<string, readonly string[]>();

function zonesOfCountry(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const kept = byCountry.get(country);
  if (kept) return kept;
  const zones = (new Intl.Locale(`und-${country}`) as LocaleOfRegion).getTimeZones() ?? [];
  byCountry.set(country, zones);
  return zones;
}

/** The name by which the runtime lists a zone: `Asia/Kolkata` and `Asia/Calcutta` are one. */
function canonical(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

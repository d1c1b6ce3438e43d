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
  const ofState = country === 'US' && region !== null ? zonesOfUsStates[region] : undefined;
  return ofState ?? zonesOfCountry(country);
}

/** The countries whose clocks go by a zone; none for UTC and zones of the sea. */
export function countriesOfZone(timeZone: string): readonly string[] {
  byZone ??= indexByZone();
  return byZone.get(canonical(timeZone)) ?? [];
}

let byZone: ReadonlyMap<string, readonly string[]> | undefined;
const byCountry = new Map<string, readonly string[]>();

function zonesOfCountry(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const kept = byCountry.get(country);
  if (kept) return kept;
  const zones = (new Intl.Locale(`und-${country}`) as LocaleOfRegion).getTimeZones() ?? [];
  byCountry.set(country, zones);
  return zones;
}

function indexByZone(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const first of letters) {
    for (const second of letters) {
      for (const zone of zonesOfCountry(first + second)) {
        const name = canonical(zone);
        index.set(name, [...(index.get(name) ?? []), first + second]);
      }
    }
  }
  return index;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Names of one zone, e.g. `Asia/Calcutta` and `Asia/Kolkata`, are one. */
function canonical(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

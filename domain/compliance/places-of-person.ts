import { firstTimeZone, isTimeZone } from '../place.ts';
import { areaOfNumber } from './area-codes.ts';
import { countriesOfPhone } from './calling-codes.ts';
import { type Place, policyCountries } from './country-policy.ts';
import { countriesOfZone, zonesOfPlace } from './zones-of-place.ts';

/** What is known of where somebody lives. */
export interface KnownWhereabouts {
  /** What the shop or their device said of their clock. */
  readonly timeZone: string | null;
  /** Of their address at the shop. */
  readonly country: string | null;
  readonly region: string | null;
  /** In E.164, where the message goes to a telephone. */
  readonly phone: string | null;
  readonly storeTimeZone: string;
}

export interface Whereabouts {
  /** Whose rules may hold: every country that anything points to; by a clock only those that have rules here. */
  readonly places: readonly Place[];
  /** The clocks that they may go by, at least one: what is allowed is allowed on every one of them. */
  readonly zones: readonly string[];
  /** What the zones were taken from. */
  readonly by: 'time_zone' | 'address' | 'phone' | 'store';
}

/**
 * Where somebody may live, by the best that is known of it: their own clock, then their address at the shop, then the
 * area or the country of their number, then the shop's clock. The rules of a country hold wherever one of these points to it, because
 * somebody may be at home in one country and have the number of another.
 */
export function whereaboutsOf(known: KnownWhereabouts): Whereabouts {
  const address: Place[] = known.country === null ? [] : [{ country: known.country, region: known.region }];
  const phone = known.phone === null ? noNumber : ofNumber(known.phone);
  const { zones, by } = zonesOf(known, address, phone);
  const told = [...address, ...phone.places.filter(saysMoreThan(address))];
  return { places: told.length > 0 ? told : placesOf(zones), zones, by };
}

function zonesOf(
  { timeZone, storeTimeZone }: KnownWhereabouts,
  address: readonly Place[],
  phone: OfNumber,
): Pick<Whereabouts, 'zones' | 'by'> {
  if (timeZone !== null && isTimeZone(timeZone)) return { zones: [timeZone], by: 'time_zone' };
  const ofAddress = address.flatMap(zonesOfPlace);
  if (ofAddress.length > 0) return { zones: ofAddress, by: 'address' };
  if (phone.zones.length > 0) return { zones: phone.zones, by: 'phone' };
  return { zones: [firstTimeZone(storeTimeZone)], by: 'store' };
}

type OfNumber = Pick<Whereabouts, 'places' | 'zones'>;

const noNumber: OfNumber = { places: [], zones: [] };

function ofNumber(phone: string): OfNumber {
  const area = areaOfNumber(phone);
  if (area) return { places: [area.place], zones: area.zones };
  const places = countriesOfPhone(phone).map(placeOf);
  return { places, zones: [...new Set(places.flatMap(zonesOfPlace))] };
}

/** A country without its state: nobody tells a state by a zone. */
function placeOf(country: string): Place {
  return { country, region: null };
}

function placesOf(zones: readonly string[]): readonly Place[] {
  return [...new Set(zones.flatMap((zone) => countriesOfZone(zone, policyCountries)))].map(placeOf);
}

/** A number of the country that the address is in says nothing new, unless its area is of another state of it. */
function saysMoreThan(address: readonly Place[]): (place: Place) => boolean {
  return ({ country, region }) =>
    address.every((known) => known.country !== country || (region !== null && known.region !== region));
}

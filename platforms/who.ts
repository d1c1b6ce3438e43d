import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { emailAddress } from '../events/email-address.ts';
import { idText } from './fields.ts';

/** Somebody as an event names them; at least one of these is there. */
export interface KnownCustomer {
  readonly anonymousId?: string;
  readonly customerId?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** What a platform says of a person: often nothing, sometimes nonsense. */
export interface NamedPerson {
  readonly anonymousId?: unknown;
  readonly customerId?: unknown;
  /** The first that is an address counts. */
  readonly emails?: readonly unknown[];
  readonly phones?: readonly unknown[];
  /** ISO 3166-1, the surest first: whose a number without its country code is. */
  readonly countries?: readonly unknown[];
}

/** Longer than any number with its extension. */
const phoneLengthMax = 64;

/** Whom an event is about, of what can be used; null: nobody. A field that makes no sense names nobody. */
export function whoOf({
  anonymousId,
  customerId,
  emails = [],
  phones = [],
  countries = [],
}: NamedPerson): KnownCustomer | null {
  const person: KnownCustomer = {
    ...known('anonymousId', idText(anonymousId)),
    ...known('customerId', idText(customerId)),
    ...known('email', firstOf(emails, emailOf)),
    ...known(
      'phone',
      firstOf(phones, (value) => phoneOf(value, countries)),
    ),
  };
  return isNobody(person) ? null : person;
}

/** Whether somebody is named by nothing at all. */
export function isNobody(who: KnownCustomer): boolean {
  return Object.keys(who).length === 0;
}

/** In its canonical form. */
export function emailOf(value: unknown): string | undefined {
  return typeof value === 'string' ? emailAddress(value.trim()) : undefined;
}

/**
 * In E.164, as people write numbers: `+49 (0)170 1234567`, or without the country code where the country is known.
 * Undefined where it is not sure whose number that is: no message is better than one to a stranger.
 */
export function phoneOf(value: unknown, countries: readonly unknown[] = []): string | undefined {
  if (typeof value !== 'string' || value.length > phoneLengthMax) return undefined;
  const number = parsePhoneNumberFromString(
    value,
    countries.map(countryOf).find((code) => code !== undefined),
  );
  if (!number?.isValid() || number.ext !== undefined) return undefined;
  return number.number;
}

function countryOf(value: unknown): CountryCode | undefined {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return isSupportedCountry(code) ? code : undefined;
}

function firstOf(values: readonly unknown[], read: (value: unknown) => string | undefined): string | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function known<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}

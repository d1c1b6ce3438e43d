import { personName } from '../domain/told-name.ts';
import { localeTag } from '../events/locale-tag.ts';
import { readableText } from './plain-text.ts';

const firstNameLengthMax = 100;

/** What an event tells of a person beside how they are reached. */
export interface ProfileFields {
  readonly firstName?: string;
  readonly locale?: string;
  readonly country?: string;
  readonly region?: string;
}

/** The parts that can be used; null: none. The first of several that makes sense counts. */
export function profileFields(said: {
  readonly firstNames?: readonly unknown[];
  readonly locales?: readonly unknown[];
  readonly countries?: readonly unknown[];
  /** Of the address that each of the countries is from, in their order. */
  readonly regions?: readonly unknown[];
}): ProfileFields | null {
  const firstName = firstOf(said.firstNames, firstNameOf);
  const locale = firstOf(said.locales, localeTag);
  const country = firstOf(said.countries, countryOf);
  const at = said.countries?.findIndex((value) => countryOf(value) !== undefined) ?? -1;
  const region = country === undefined ? undefined : regionOf(said.regions?.[at], country);
  if (firstName === undefined && locale === undefined && country === undefined) return null;
  return {
    ...(firstName !== undefined && { firstName }),
    ...(locale !== undefined && { locale }),
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
  };
}

/** As people read it; what is no name (an advertisement, `null`) is none. */
function firstNameOf(value: unknown): string | undefined {
  const text = readableText(value, firstNameLengthMax);
  return text === undefined ? undefined : personName(text);
}

/** ISO 3166-1 alpha-2. */
function countryOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : undefined;
}

/** The part after the country of ISO 3166-2, also where the whole code is given; a name in words is none. */
function regionOf(value: unknown, country: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  const code = value.toUpperCase().replace(`${country}-`, '');
  return /^[A-Z0-9]{1,3}$/.test(code) ? code : undefined;
}

function firstOf(values: readonly unknown[] = [], read: (value: unknown) => string | undefined): string | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

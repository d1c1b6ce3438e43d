import { emailAddress, emailLengthMax } from '../email-address.ts';
import { idText } from './id-text.ts';

/** Somebody as an event names them; at least one of these is there. */
export interface KnownPerson {
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
}

const phoneShape = /^\+[1-9]\d{6,14}$/;

/** Whom an event is about, of what can be used; null: nobody. A field that makes no sense names nobody. */
export function whoOf({ anonymousId, customerId, emails = [], phones = [] }: NamedPerson): KnownPerson | null {
  const person: KnownPerson = {
    ...known('anonymousId', idText(anonymousId)),
    ...known('customerId', idText(customerId)),
    ...known('email', firstOf(emails, emailOf)),
    ...known('phone', firstOf(phones, phoneOf)),
  };
  return Object.keys(person).length === 0 ? null : person;
}

/** In its canonical form. */
export function emailOf(value: unknown): string | undefined {
  const address = typeof value === 'string' ? emailAddress(value.trim()) : undefined;
  return address !== undefined && address.length <= emailLengthMax ? address : undefined;
}

/** In E.164; a number without its country code could be anybody's. */
export function phoneOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const digits = value.replace(/[\s().-]/g, '');
  return phoneShape.test(digits) ? digits : undefined;
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

import { isIPv4, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isSpiffeId } from './identity/spiffe-id.ts';
import { isNetwork } from './networks.ts';
import { withoutTrailingSlashes } from './trailing-slashes.ts';

/** How one environment variable is read: its schema, and in words what a right value looks like. */
export interface SettingKind<T extends z.ZodType = z.ZodType> {
  readonly schema: T;
  readonly expects: string;
  /** The default as a person would write it; `undefined` when there is none. */
  readonly fallback: string | undefined;
}

export function text(fallback: string): SettingKind<z.ZodDefault<z.ZodString>> {
  return { schema: z.string().default(fallback), expects: 'text', fallback };
}

export function optionalText(expects = 'text'): SettingKind<z.ZodOptional<z.ZodString>> {
  return { schema: z.string().optional(), expects, fallback: undefined };
}

/** A secret has a least length, because a guessable one opens the shop. */
export function optionalSecret(lengthMin: number): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z.string().min(lengthMin).optional(),
    expects: `at least ${lengthMin} characters`,
    fallback: undefined,
  };
}

export function wholeNumber(fallback: number, min: number, max: number): SettingKind<z.ZodType<number>> {
  return {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max)).default(fallback),
    expects: `a whole number from ${min} to ${max}`,
    fallback: String(fallback),
  };
}

export function optionalWholeNumber(min: number, max: number): SettingKind<z.ZodType<number | undefined>> {
  return {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max)).optional(),
    expects: `a whole number from ${min} to ${max}`,
    fallback: undefined,
  };
}

export function port(fallback: number): SettingKind<z.ZodType<number>> {
  return { ...wholeNumber(fallback, 0, 65_535), expects: 'a port number from 1 to 65535, or 0 for any free port' };
}

export function choice<const T extends readonly [string, ...string[]]>(
  values: T,
  fallback: T[number],
): SettingKind<z.ZodType<T[number]>> {
  return {
    schema: z.enum(values).default(fallback as z.util.NoUndefined<T[number]>) as unknown as z.ZodType<T[number]>,
    expects: `one of ${values.join(', ')}`,
    fallback,
  };
}

const truthy = ['1', 'true', 'yes', 'on'];
const yesOrNo = z.enum([...truthy, '0', 'false', 'no', 'off']).transform((value) => truthy.includes(value));

export function flag(fallback: boolean): SettingKind<z.ZodType<boolean>> {
  return { schema: yesOrNo.default(fallback), expects: 'true or false', fallback: String(fallback) };
}

/** Where unset is a third answer: whatever the other settings lead to. */
export function optionalFlag(): SettingKind<z.ZodType<boolean | undefined>> {
  return { schema: yesOrNo.optional(), expects: 'true or false', fallback: undefined };
}

/** A folder or file path; relative ones count from the folder that the process was started in. */
export function path(fallback: string): SettingKind<z.ZodType<string>> {
  return {
    schema: z
      .string()
      .default(fallback)
      .transform((value) => resolve(value)),
    expects: 'a path',
    fallback,
  };
}

export function optionalPath(): SettingKind<z.ZodType<string | undefined>> {
  return {
    schema: z
      .string()
      .transform((value) => resolve(value))
      .optional(),
    expects: 'a path',
    fallback: undefined,
  };
}

export function optionalUrl(...protocols: readonly string[]): SettingKind<z.ZodType<string | undefined>> {
  return {
    schema: z
      .string()
      .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)))
      .optional(),
    expects: `a URL that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    fallback: undefined,
  };
}

export function url(fallback: string): SettingKind<z.ZodType<string>> {
  const { schema, expects } = optionalUrl('https', 'http');
  return { schema: schema.transform((value) => withoutTrailingSlashes(value ?? fallback)), expects, fallback };
}

export function optionalAddress(): SettingKind<z.ZodOptional<z.ZodString>> {
  return {
    schema: z
      .string()
      .regex(/^[^\s/:]+:\d{1,5}$/)
      .optional(),
    expects: 'host:port',
    fallback: undefined,
  };
}

/** IP addresses and networks, separated by commas; none when unset. */
export function networks(): SettingKind<z.ZodType<readonly string[]>> {
  return {
    schema: z
      .string()
      .default('')
      .transform((value) => (value.trim() === '' ? [] : value.split(',').map((part) => part.trim())))
      .refine((parts) => parts.every(isNetwork)),
    expects: 'IP addresses or networks such as 10.0.0.0/8, separated by commas',
    fallback: undefined,
  };
}

/** Short names, separated by commas; none when unset. */
export function names(most: number): SettingKind<z.ZodType<readonly string[]>> {
  return {
    schema: z
      .string()
      .default('')
      .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
      .refine((parts) => parts.length <= most && parts.every((part) => /^[\w.-]{1,63}$/.test(part))),
    expects: `at most ${most} names, separated by commas`,
    fallback: undefined,
  };
}

/** Ids of workloads, separated by commas; none when unset. */
export function spiffeIds(most: number): SettingKind<z.ZodType<readonly string[]>> {
  return {
    schema: z
      .string()
      .default('')
      .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
      .refine((parts) => parts.length <= most && parts.every(isSpiffeId)),
    expects: `at most ${most} SPIFFE ids such as spiffe://example.com/ns/data/sa/server, separated by commas`,
    fallback: undefined,
  };
}

/** Servers by their IP addresses, with a port where it is not the usual one; none when unset. */
export function servers(most: number): SettingKind<z.ZodType<readonly string[]>> {
  return {
    schema: z
      .string()
      .default('')
      .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
      .refine((parts) => parts.length <= most && parts.every(isServer)),
    expects: `at most ${most} IP addresses, each with or without :port, separated by commas`,
    fallback: undefined,
  };
}

/** `192.0.2.1`, `192.0.2.1:53`, `2001:db8::1` or `[2001:db8::1]:53`. */
function isServer(text: string): boolean {
  const [, inBrackets, port] = /^\[(.+)\](?::(\d{1,5}))?$/.exec(text) ?? [];
  if (inBrackets !== undefined) return isIPv6(inBrackets) && Number(port ?? 53) <= 65_535;
  const [address = '', ofIPv4, ...rest] = text.split(':');
  if (rest.length > 0 || !isIPv4(address)) return isIPv6(text);
  return ofIPv4 === undefined || (/^\d{1,5}$/.test(ofIPv4) && Number(ofIPv4) <= 65_535);
}

export function optionalAddresses(): SettingKind<z.ZodType<readonly string[] | undefined>> {
  return {
    schema: z
      .string()
      .regex(/^[^\s/:,]+:\d{1,5}(\s*,\s*[^\s/:,]+:\d{1,5})*$/)
      .transform((value) => value.split(',').map((part) => part.trim()))
      .optional(),
    expects: 'host:port, several separated by commas',
    fallback: undefined,
  };
}

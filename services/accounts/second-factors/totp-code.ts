import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app understands it. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;
/** Steps before and after the present one: clocks of telephones are off by seconds. */
const stepsAround = 1;
const issuer = 'Cart recovery';

/** The secret in the letters that people can type. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** For the picture that an authenticator app takes. */
export function totpUri(secret: string, label: string): string {
  return new TOTP({ ...parameters, issuer, label, secret }).toString();
}

export type TotpVerdict =
  | { readonly kind: 'right'; readonly step: number }
  | { readonly kind: 'wrong' }
  /** Right, and accepted before: somebody may have seen it. */
  | { readonly kind: 'used' };

/** Judges a code. Each is accepted once: only a step after the last accepted one passes. */
export function judgeTotpCode(
  secret: string,
  { code, lastStep, nowMs }: { readonly code: string; readonly lastStep: number; readonly nowMs: number },
): TotpVerdict {
  const totp = new TOTP({ ...parameters, secret });
  const delta = totp.validate({ token: code, timestamp: nowMs, window: stepsAround });
  if (delta === null) return { kind: 'wrong' };
  const step = TOTP.counter({ period: parameters.period, timestamp: nowMs }) + delta;
  return step > lastStep ? { kind: 'right', step } : { kind: 'used' };
}

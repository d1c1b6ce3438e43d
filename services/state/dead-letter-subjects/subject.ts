import { hash } from 'node:crypto';

/** Somebody or some cart that a dead letter names, in the form in which it can be found again. */
export interface Subject {
  readonly kind: 'email' | 'phone' | 'customer' | 'anonymous' | 'cart';
  readonly value: string;
}

interface SubjectKind {
  readonly kind: Subject['kind'];
  /** Names of fields that it stands under, without case and separators; `any`: its form says enough. */
  readonly names: ReadonlySet<string> | 'any';
  readonly holds: (value: string) => boolean;
  readonly normal: (value: string) => string;
}

const isText = (value: string): boolean => value.length > 0;
const asItIs = (value: string): string => value;

/** How people and carts are named, by shops and platforms alike. */
export const subjectKinds: readonly SubjectKind[] = [
  {
    kind: 'email',
    names: 'any',
    holds: (value) => /^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/.test(value),
    normal: (value) => value.toLowerCase(),
  },
  {
    kind: 'phone',
    names: new Set(['phone', 'phonenumber', 'mobile', 'telephone', 'customerphone', 'billingphone']),
    holds: (value) => /^\+?[\d ()./-]{6,24}$/.test(value),
    normal: (value) => value.replace(/\D/g, '').replace(/^00/, ''),
  },
  {
    kind: 'customer',
    names: new Set(['customerid', 'userid', 'memberid', 'accountid', 'externalid', 'buyerid']),
    holds: (value) => isText(value) && value !== '0',
    normal: asItIs,
  },
  {
    kind: 'anonymous',
    names: new Set(['anonymousid', 'visitorid', 'deviceid', 'guestid']),
    holds: isText,
    normal: asItIs,
  },
  {
    kind: 'cart',
    names: new Set(['cartid', 'carttoken', 'cartkey', 'carthash', 'checkoutid', 'checkouttoken', 'basketid', 'cart']),
    holds: isText,
    normal: asItIs,
  },
];

/** Under which a subject is kept: what a dead letter names is nobody's business beyond its content. */
export function subjectHash({ kind, value }: Subject): string {
  return hash('sha256', `${kind}\n${value}`, 'base64url');
}

/**
 * The subjects under which somebody or a cart that the engine knows may be named by a dead letter: as they are, and without
 * what an adapter put before a platform's own id (`platform:…:id`).
 */
export function subjectsUnder(kind: Subject['kind'], value: string): readonly Subject[] {
  if (kind === 'phone') return [{ kind, value: value.replace(/\D/g, '') }];
  const inner = value.slice(value.lastIndexOf(':') + 1);
  return [...new Set([value, inner])].filter((one) => one !== '').map((one) => ({ kind, value: one }));
}

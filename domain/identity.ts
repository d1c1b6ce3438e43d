import type { Channel } from './channel.ts';

/** What a customer is known by, the surest first: what one types in says more than the device it is typed on. */
export const identityKinds = ['customer', 'email', 'phone', 'push', 'anonymous'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** What a customer is reached by on each channel. */
export const addressKinds = { email: 'email', sms: 'phone', push: 'push' } as const satisfies Record<
  Channel,
  IdentityKind
>;

export interface Identity {
  readonly kind: IdentityKind;
  /** E-mail in lower case, phone in E.164. */
  readonly value: string;
}

/** Who did something, as far as the shop knows. */
export interface KnownAs {
  readonly customerId?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly pushToken?: string | undefined;
  readonly anonymousId?: string | undefined;
}

/** The identities that an event names, the surest first. */
export function identitiesOf({ customerId, email, phone, pushToken, anonymousId }: KnownAs): readonly Identity[] {
  const identities: Identity[] = [];
  if (customerId !== undefined) identities.push({ kind: 'customer', value: customerId });
  if (email !== undefined) identities.push({ kind: 'email', value: email.toLowerCase() });
  if (phone !== undefined) identities.push({ kind: 'phone', value: phone });
  if (pushToken !== undefined) identities.push({ kind: 'push', value: pushToken });
  if (anonymousId !== undefined) identities.push({ kind: 'anonymous', value: anonymousId });
  return identities;
}

/** One identity as an event names it. */
export function asKnownAs({ kind, value }: Identity): KnownAs {
  switch (kind) {
    case 'customer':
      return { customerId: value };
    case 'email':
      return { email: value };
    case 'phone':
      return { phone: value };
    case 'push':
      return { pushToken: value };
    case 'anonymous':
      return { anonymousId: value };
  }
}

/** A device can change hands; an address or a customer number cannot. */
export function isDevice(kind: IdentityKind): boolean {
  return kind === 'push' || kind === 'anonymous';
}

import type { Identity, KnownAs } from '../../../domain/identity.ts';

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

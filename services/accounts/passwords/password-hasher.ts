import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { createBulkhead } from '../../../runtime/bulkhead.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** argon2id as OWASP recommends it: each hash takes 19 MiB and about 20 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** At most this many are computed at once, and wait for it: 38 MiB, and less than two seconds of waiting. */
const hashesAtOnceMax = 2;
const waitingMax = 64;
const retryAfterMs = 2_000;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Costs the same where there is no hash to compare with, so that its time tells nothing. */
  matches(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Throws `overloaded` when too many wait already. */
export function createPasswordHasher(): PasswordHasher {
  const gate = createBulkhead({ concurrencyMax: hashesAtOnceMax });
  let inside = 0;
  const pass = async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside >= hashesAtOnceMax + waitingMax)
      throw new ServiceError('overloaded', 'Too many people are signing in. Try again in a moment.', { retryAfterMs });
    inside += 1;
    try {
      return await gate.run(work);
    } finally {
      inside -= 1;
    }
  };
  const nobodys = hash(randomBytes(32), cost);
  nobodys.catch(() => undefined);
  return {
    hash: (password) => pass(() => hash(plain(password), cost)),
    matches: (passwordHash, password) =>
      pass(async () => {
        const same = await verify(passwordHash ?? (await nobodys), plain(password));
        return same && passwordHash !== null;
      }),
  };
}

/** The same password from every keyboard: systems write one letter in different ways. */
function plain(password: string): string {
  return password.normalize('NFKC');
}

import { dayMs } from './duration.ts';

/** How long before a secret is due its operator is told. */
export const dueWarningMs = 14 * dayMs;
/** Of a login that ends: from this part of its life on, another one should have taken its place. */
const leasePartLeft = 1 / 4;

export interface SecretTimes {
  /** Epoch milliseconds; null: nobody tells. */
  readonly changedMs: number | null;
  /** When it ends by itself; null: never. */
  readonly endsMs: number | null;
}

export interface SecretDue {
  /** When it should be another one; null: not known. */
  readonly dueMs: number | null;
  /** `late`: it is past that, or about to end with nothing in its place. */
  readonly state: 'good' | 'soon' | 'late' | 'unknown';
}

/** When a secret has to be turned: what ends by itself before it does, all else when it is old. */
export function secretDue({ changedMs, endsMs }: SecretTimes, ageMsMax: number, nowMs: number): SecretDue {
  if (endsMs !== null) {
    const lifeMs = endsMs - (changedMs ?? nowMs);
    return { dueMs: endsMs, state: endsMs - nowMs < lifeMs * leasePartLeft ? 'late' : 'good' };
  }
  if (changedMs === null) return { dueMs: null, state: 'unknown' };
  const dueMs = changedMs + ageMsMax;
  if (nowMs >= dueMs) return { dueMs, state: 'late' };
  return { dueMs, state: nowMs >= dueMs - Math.min(dueWarningMs, ageMsMax / 2) ? 'soon' : 'good' };
}

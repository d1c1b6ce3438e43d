import { isBelieved, type KeyRing, parseKeyRing, type RingKey, signingKey } from './key-ring.ts';

/**
 * What this installation signs and seals with: links, tokens of accounts, secrets of others at rest. It is asked at each use,
 * because the keys turn while the process runs.
 */
export interface InstallationKeys {
  /** The one that signs and seals now. */
  current(): RingKey;
  /**
   * The one that signed at a moment (epoch milliseconds), so that what is made again is the same; null: it is kept no more.
   */
  at(ms: number): RingKey | null;
  /** Those whose signatures are believed, newest first. */
  believed(): readonly RingKey[];
  /** All that are kept, newest first: what they sealed opens. */
  all(): KeyRing;
}

/** The keys themselves, or the text of the only one. */
export type KeySource = InstallationKeys | string;

/** `ring` is asked each time: it may have turned since. `now`: epoch milliseconds. */
export function createInstallationKeys(ring: () => KeyRing, now: () => number = Date.now): InstallationKeys {
  return {
    current() {
      const all = ring();
      return signingKey(all, now()) ?? all[0];
    },
    at: (ms) => signingKey(ring(), ms),
    believed: () => ring().filter((key) => isBelieved(key, now())),
    all: ring,
  };
}

/** Keys that never turn when a text is given. */
export function installationKeys(source: KeySource): InstallationKeys {
  if (typeof source !== 'string') return source;
  const ring = parseKeyRing(source);
  if (ring === null) throw new TypeError('the text of a key looks like a ring of keys, and is none');
  return createInstallationKeys(() => ring);
}

/** Remembers what was derived from a key by its id: deriving costs more than using it. */
export function derivedByKey<T>(derive: (secret: string) => T): (key: RingKey) => T {
  const derived = new Map<string, T>();
  return (key) => {
    const known = derived.get(key.id);
    if (known !== undefined) return known;
    const made = derive(key.secret);
    derived.set(key.id, made);
    return made;
  };
}

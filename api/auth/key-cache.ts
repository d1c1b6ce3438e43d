import type { FoundKey } from '../../services/api-keys/find.ts';

/** How long a key is trusted without asking: a revoked key works at most this much longer. */
const FRESH_MS = 3_000;
/** How long a key that was found before is trusted while the database cannot be asked. */
const STALE_MS = 60_000;
const KEYS_MAX = 10_000;

export type FindKey<K = FoundKey> = (keyHash: string) => Promise<K | null>;

export interface KeyCache<K = FoundKey> {
  /** The key if it is known and fresh, without waiting; undefined: ask `find`. */
  peek(keyHash: string): K | null | undefined;
  find(keyHash: string): Promise<K | null>;
  /** What the key opens has changed: nothing that was found before, or is being asked for, is remembered. */
  forget(keyHash: string): void;
}

interface Entry<K> {
  readonly key: K | null;
  readonly at: number;
}

/** Remembers what keys open, by their hash, so that a hot route does not ask the database for each request; one question per key at a time. */
export function createKeyCache<K = FoundKey>(findKey: FindKey<K>, now: () => number): KeyCache<K> {
  const entries = new Map<string, Entry<K>>();
  const asking = new Map<string, Promise<K | null>>();

  const ask = async (keyHash: string, isWanted: () => boolean): Promise<K | null> => {
    try {
      const key = await findKey(keyHash);
      if (!isWanted()) return key;
      entries.delete(keyHash);
      if (entries.size >= KEYS_MAX) entries.delete(entries.keys().next().value ?? '');
      entries.set(keyHash, { key, at: now() });
      return key;
    } catch (error) {
      const known = entries.get(keyHash);
      if (known?.key && now() - known.at < STALE_MS) return known.key;
      throw error;
    } finally {
      if (isWanted()) asking.delete(keyHash);
    }
  };

  return {
    peek: (keyHash) => {
      const entry = entries.get(keyHash);
      return entry && now() - entry.at < FRESH_MS ? entry.key : undefined;
    },
    find: (keyHash) => {
      const running = asking.get(keyHash);
      if (running !== undefined) return running;
      const asked: Promise<K | null> = ask(keyHash, () => asking.get(keyHash) === asked);
      asking.set(keyHash, asked);
      return asked;
    },
    forget: (keyHash) => {
      entries.delete(keyHash);
      asking.delete(keyHash);
    },
  };
}

/** How long an answer is trusted without asking: what was revoked works at most this much longer. */
const FRESH_MS = 3_000;
/** How long what was found before is trusted while the database cannot be asked. */
const STALE_MS = 60_000;
const ANSWERS_MAX = 10_000;

export interface LookUpCache<Found> {
  /** What was found if it is fresh (null: nothing), without waiting; undefined: ask `find`. */
  peek(name: string): Found | null | undefined;
  find(name: string): Promise<Found | null>;
  /** What is found there has changed: nothing that was found before, or is being asked for, is remembered. */
  forget(name: string): void;
}

interface Entry<Found> {
  readonly found: Found | null;
  readonly at: number;
}

/**
 * Remembers what the database found by the hash of a key, the id of an address or the like, so that a hot route does not
 * ask it for each request; one question per name at a time.
 */
export function createLookUpCache<Found>(
  find: (name: string) => Promise<Found | null>,
  now: () => number,
): LookUpCache<Found> {
  const entries = new Map<string, Entry<Found>>();
  const asking = new Map<string, Promise<Found | null>>();

  const ask = async (name: string, isWanted: () => boolean): Promise<Found | null> => {
    try {
      const found = await find(name);
      if (!isWanted()) return found;
      entries.delete(name);
      if (entries.size >= ANSWERS_MAX) entries.delete(entries.keys().next().value ?? '');
      entries.set(name, { found, at: now() });
      return found;
    } catch (error) {
      const known = entries.get(name);
      if (known?.found && now() - known.at < STALE_MS) return known.found;
      throw error;
    } finally {
      if (isWanted()) asking.delete(name);
    }
  };

  return {
    peek: (name) => {
      const entry = entries.get(name);
      return entry && now() - entry.at < FRESH_MS ? entry.found : undefined;
    },
    find: (name) => {
      const running = asking.get(name);
      if (running !== undefined) return running;
      const asked: Promise<Found | null> = ask(name, () => asking.get(name) === asked);
      asking.set(name, asked);
      return asked;
    },
    forget: (name) => {
      entries.delete(name);
      asking.delete(name);
    },
  };
}

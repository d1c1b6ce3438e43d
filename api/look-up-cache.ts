import { LRUCache } from 'lru-cache';
import { inTime } from '../runtime/in-time.ts';

/**
 * How long an answer is trusted: without asking, and while the database cannot be asked or does not answer. What was revoked
 * works at most this much longer.
 */
export interface Trust {
  readonly freshMs: () => number;
  readonly staleMs: number;
}
const trustByDefault: Trust = { freshMs: () => 3_000, staleMs: 60_000 };
/** How long the database is waited for where something was found before, and where nothing was. */
const answerMsMax = 500;
const firstAnswerMsMax = 1_500;
const answersMax = 10_000;
/** Questions that are not answered yet. */
const askingMax = 1_000;

export interface LookUpCache<Found> {
  /** What was found if it is fresh (null: nothing), without waiting; undefined: ask `find`. */
  peek(name: string): Found | null | undefined;
  /** Whether something was found there when it was asked last, or it is being asked for right now. */
  isFamiliar(name: string): boolean;
  /** Rejects when there is no answer in time and nothing was found before. */
  find(name: string): Promise<Found | null>;
  /** What is found there has changed: nothing that was found before, or is being asked for, is remembered. */
  forget(name: string): void;
  /** The same of everything found that this is true of, and of all that is being asked for. */
  forgetWhere(isOld: (found: Found) => boolean): void;
}

interface Entry<Found> {
  readonly found: Found | null;
  readonly at: number;
}

/**
 * Remembers what the database found by the hash of a key, the id of an address or the like, so that a hot route does not
 * ask it for each request; one question per name at a time. A database that hangs holds nobody up for long: what was
 * found within the last minute is the answer then.
 */
export function createLookUpCache<Found>(
  find: (name: string) => Promise<Found | null>,
  now: () => number,
  { freshMs, staleMs }: Trust = trustByDefault,
): LookUpCache<Found> {
  // Its `fetch` can neither limit the questions under way nor give up waiting and still keep what comes in late.
  const entries = new LRUCache<string, Entry<Found>>({ max: answersMax });
  const asking = new Map<string, Promise<Found | null>>();

  /** Resolves with the answer of the database, or as soon as it has taken too long. */
  function ask(name: string): Promise<Found | null> {
    if (asking.size >= askingMax) throw new Error('too many questions wait for the database');
    const answer = find(name);
    const asked = inTime(answer, staleOf(name) ? answerMsMax : firstAnswerMsMax);
    asking.set(name, asked);
    const isWanted = () => asking.get(name) === asked;
    answer.then(
      (found) => {
        if (!isWanted()) return;
        asking.delete(name);
        entries.set(name, { found, at: now() });
      },
      () => {
        if (isWanted()) asking.delete(name);
      },
    );
    return asked;
  }

  function staleOf(name: string): Found | null {
    const known = entries.get(name);
    return known && now() - known.at < staleMs ? known.found : null;
  }

  return {
    peek: (name) => {
      const entry = entries.get(name);
      return entry && now() - entry.at < freshMs() ? entry.found : undefined;
    },
    isFamiliar: (name) => asking.has(name) || Boolean(entries.get(name)?.found),
    find: async (name) => {
      try {
        return await (asking.get(name) ?? ask(name));
      } catch (error) {
        const known = staleOf(name);
        if (known) return known;
        throw error;
      }
    },
    forget: (name) => {
      entries.delete(name);
      asking.delete(name);
    },
    forgetWhere: (isOld) => {
      for (const [name, { found }] of entries) if (found === null || isOld(found)) entries.delete(name);
      asking.clear();
    },
  };
}

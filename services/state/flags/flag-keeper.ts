import type { Database } from '../../../db/postgres/tenancy.ts';
import { type FlagRows, readFlagRows } from './flag-row.ts';
import { type FlagSnapshot, snapshotOf } from './flag-snapshot.ts';
import type { LastGood } from './last-good.ts';

/** Keeps what is said of flags in memory, and on disk for the next start. */
export interface FlagKeeper {
  /** Null: nothing was ever read. */
  readonly snapshot: () => FlagSnapshot | null;
  /** Looks whether anything changed. Rejects when the database cannot be asked: what was known last goes on. */
  refresh(): Promise<void>;
  /** The first look. Where the database cannot be asked, what was known last is taken from the disk. Never rejects. */
  open(): Promise<void>;
}

export interface FlagKeeperDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly lastGood: LastGood;
  /** Rows that no rule can be read from, each time that they are other ones. */
  readonly onUnreadable: (rows: FlagSnapshot['unreadable']) => void;
  /** The database or the disk could not be asked. */
  readonly onFailure: (error: unknown, what: 'database' | 'disk') => void;
}

export function createFlagKeeper({ database, lastGood, onUnreadable, onFailure }: FlagKeeperDeps): FlagKeeper {
  let snapshot: FlagSnapshot | null = null;
  let mark: string | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const found = await readFlagRows(database, mark);
    if (found) await take(found);
  }

  async function take(found: FlagRows): Promise<void> {
    // One that lasts only on disk so far may be older than a row that cannot be read, and better than none.
    snapshot = snapshotOf(found.rows, snapshot ?? (await fromDisk()));
    mark = found.mark;
    onUnreadable(snapshot.unreadable);
    await lastGood.keep(snapshot.rows).catch((error: unknown) => onFailure(error, 'disk'));
  }

  async function fromDisk(): Promise<FlagSnapshot | null> {
    const rows = await lastGood.read();
    return rows && snapshotOf(rows, null);
  }

  /** One look after the other: an older answer must not take the place of a newer one. */
  function refresh(): Promise<void> {
    looking = looking.catch(() => undefined).then(look);
    return looking;
  }

  return {
    snapshot: () => snapshot,
    refresh,
    async open() {
      try {
        await refresh();
      } catch (error) {
        onFailure(error, 'database');
        snapshot ??= await fromDisk();
      }
    },
  };
}

export interface WriteLaterOptions<Item> {
  /** Writes what waited, oldest first. Must not reject: what becomes of a failure is its own business. */
  readonly write: (items: readonly Item[]) => Promise<void>;
  readonly itemsPerWriteMax: number;
  /** What comes within so long after the first is written together. */
  readonly gatherMs: number;
}

export interface WriteLater<Item> {
  /** How many wait to be written: the bound is the caller's, who also knows what to drop. */
  waiting(): number;
  add(item: Item): void;
  /** Writes what waits and ends. */
  stop(): Promise<void>;
}

/** Gathers items and writes them together, one write after another, while whoever adds them goes on. */
export function createWriteLater<Item>({
  write,
  itemsPerWriteMax,
  gatherMs,
}: WriteLaterOptions<Item>): WriteLater<Item> {
  const items: Item[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function writeAll(): Promise<void> {
    timer = null;
    while (items.length > 0) await write(items.splice(0, itemsPerWriteMax));
  }

  return {
    waiting: () => items.length,
    add(item) {
      items.push(item);
      timer ??= setTimeout(() => {
        writing = writing.then(writeAll);
      }, gatherMs);
    },
    async stop() {
      if (timer) clearTimeout(timer);
      writing = writing.then(writeAll);
      await writing;
    },
  };
}

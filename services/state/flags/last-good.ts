import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FlagRow } from './flag-row.ts';

/** Where a process finds what it knew of flags last, when it starts without the database. Several may share a folder. */
export interface LastGood {
  /** Null: there is nothing, or nothing that can be read. */
  read(): Promise<readonly FlagRow[] | null>;
  keep(rows: readonly FlagRow[]): Promise<void>;
}

const fileSchema = z.object({
  rows: z.array(z.object({ storeId: z.string().nullable(), name: z.string(), rule: z.unknown(), madeAt: z.number() })),
});

export function createLastGood(file: string): LastGood {
  return {
    async read() {
      try {
        return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).rows;
      } catch {
        return null;
      }
    },
    async keep(rows) {
      // Half a file must never be read: it is written beside, and takes the place of the other at once.
      const part = `${file}.${randomUUID()}.part`;
      try {
        await writeFile(part, JSON.stringify({ rows }), { mode: 0o600 });
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
  };
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { connectPostgres } from '../../db/postgres/connect.ts';
import {
  type LedgerEntry,
  type LedgerRefusal,
  ledgerEntrySchema,
  ledgerRefusalSchema,
} from '../../services/accounts/erasures/repeat.ts';
import { Refusal } from '../store/ask-engine.ts';

/** Beside the folder of a backup: it is kept when the folder is thrown away. */
export const ledgerSuffix = '.erasures.json';

const ledgerSchema = z.object({
  format: z.literal(1),
  /** It has every erasure and every refusal of before then. */
  asOf: z.iso.datetime(),
  erasures: z.array(ledgerEntrySchema),
  refusals: z.array(ledgerRefusalSchema),
});

export type ErasureLedger = z.output<typeof ledgerSchema>;

/** Writes who was erased and who refused, as far as the installation knows, whole or not at all. The login has to see all rows. */
export async function writeErasureLedger(url: string, file: string): Promise<ErasureLedger> {
  const ledger: ErasureLedger = { format: 1, ...(await readErasures(url)) };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(ledger)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return ledger;
}

async function readErasures(url: string): Promise<Omit<ErasureLedger, 'format'>> {
  const sql = connectPostgres(url, { maxConnections: 1, applicationName: 'erasure-ledger' });
  try {
    return await sql.begin('isolation level repeatable read read only', async (tx) => {
      // Should a policy hide rows all the same, a statement fails instead of leaving them out.
      await tx`set local row_security = off`;
      const [moment] = await tx<{ asOf: Date }[]>`select now() as "asOf"`;
      const entries = await tx<LedgerEntry[]>`
        select e.store_id as "storeId", e.id, e.customer_ids as "customerIds", e.privacy_request_id as "privacyRequestId",
          coalesce(e.stage_times ->> 'requested', moment_text(e.requested_at)) as "requestedAt",
          coalesce((
            select json_agg(json_build_object('kind', t.kind, 'hash', t.hash, 'keyId', t.key_id, 'erasedAt', moment_text(t.erased_at)))
            from erasure_tombstones t where t.store_id = e.store_id and t.erasure_id = e.id
          ), '[]') as tombstones
        from erasures e order by e.requested_at, e.id`;
      const refusals = await tx<LedgerRefusal[]>`
        select store_id as "storeId", channel, address_hash as "addressHash", cause, moment_text(at) as at
        from suppressions order by at, address_hash`;
      return { asOf: (moment?.asOf ?? new Date()).toISOString(), erasures: [...entries], refusals: [...refusals] };
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * The ledger that a restore goes by: the one that is named, or of those beside the backup the one that was written last. Null: there is
 * none. Throws `Refusal` for a file that is no ledger.
 */
export function readErasureLedger(backup: string, named: string | undefined): ErasureLedger | null {
  const file = named ?? newestBeside(backup);
  if (file === null) return null;
  if (!existsSync(file)) throw new Refusal(`${file} is not there: name the ledger of erasures that was written last.`);
  const parsed = ledgerSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Refusal(`${file} is no ledger of erasures, or is damaged. Nothing was changed.`);
  return parsed.data;
}

function newestBeside(backup: string): string | null {
  const folder = dirname(backup);
  const found = readdirSync(folder)
    .filter((name) => name.endsWith(ledgerSuffix))
    .map((name) => join(folder, name));
  return found.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

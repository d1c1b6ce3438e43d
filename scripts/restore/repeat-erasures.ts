import { connectPostgres } from '../../db/postgres/connect.ts';
import type { DatabaseUrls } from '../../db/postgres/create-database.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { createSealer } from '../../runtime/sealer.ts';
import type { Secrets } from '../../runtime/secrets/live-secrets.ts';
import { repeatErasure, repeatRefusals } from '../../services/accounts/erasures/repeat.ts';
import { createAddressHasher } from '../../services/shared/address-hash.ts';
import { openAddressKey } from '../../services/shared/address-key.ts';
import type { ErasureLedger } from '../backup/erasure-ledger.ts';

/** What the tables did not know. */
export interface Repeated {
  readonly erasures: number;
  readonly refusals: number;
}

/**
 * Begins every erasure of the ledger that the restored tables do not know, before any process runs on them: from then on nothing goes
 * to whoever was erased or refused after the backup, and the started engine deletes what the backup brought back.
 */
export async function repeatErasures(
  urls: Pick<DatabaseUrls, 'appUrl' | 'engineUrl'>,
  { secrets, ledger }: { readonly secrets: Secrets; readonly ledger: ErasureLedger },
): Promise<Repeated> {
  const connect = (url: string) => connectPostgres(url, { maxConnections: 1, applicationName: 'restore' });
  const [app, engine] = [connect(urls.appUrl), connect(urls.engineUrl)];
  try {
    const key = await openAddressKey(
      openDatabase({ app, engine, addressHasher: createAddressHasher(notOpen) }),
      createSealer(secrets.keys),
    );
    const database = openDatabase({ app, engine, addressHasher: createAddressHasher(() => key) });
    const deps = { database, keys: secrets.keys, now: Date.now };
    const repeated = { erasures: 0, refusals: 0 };
    for (const [storeId, refusals] of Map.groupBy(ledger.refusals, (refusal) => refusal.storeId))
      repeated.refusals += await repeatRefusals(deps, storeId, refusals);
    for (const entry of ledger.erasures) if ((await repeatErasure(deps, entry)) === 'repeated') repeated.erasures += 1;
    return repeated;
  } finally {
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
  }
}

function notOpen(): never {
  throw new Error('no address is hashed before the key is opened');
}

import type { Database } from '../../../db/postgres/tenancy.ts';
import { type AskOptions, createAsk } from '../../../platforms/clients/ask-patiently.ts';
import type { ApiAccess } from '../../../platforms/clients/platform-client.ts';
import { minterNamed } from '../../../platforms/minters/registry.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { openMintSecret } from '../../messaging/offers/mint-secret.ts';
import type { OfferRow, OpenMinter } from '../../messaging/offers/offer.ts';
import { accessOf } from './platform-access.ts';

export interface OpenMinterDeps extends AskOptions {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Opens the minter of an offer with the access that the store gave: its integration's, or the offer's own address. */
export function createOpenMinter({ database, sealer, now, ...askOptions }: OpenMinterDeps): OpenMinter {
  const ask = createAsk(askOptions);
  return async (offer) => {
    const unit = minterNamed(offer.minter);
    if (!unit) return null;
    const { storeId } = offer;
    const access = await accessOf({ database, sealer }, unit.needs, {
      storeId,
      ownAddress: () => ownAddress(sealer, offer),
    });
    return access && unit.open({ ask, allowLoopback: askOptions.allowLoopback, access, now });
  };
}

function ownAddress(sealer: Sealer, { storeId, id, mintUrl, mintSecret }: OfferRow): ApiAccess | null {
  if (mintUrl === null || mintSecret === null) return null;
  return { url: mintUrl, token: openMintSecret(sealer, { storeId, id }, mintSecret) };
}

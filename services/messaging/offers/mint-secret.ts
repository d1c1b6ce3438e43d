import { randomBytes } from 'node:crypto';
import type { Sealer } from '../../../runtime/sealer.ts';
import type { SealedColumn } from '../../shared/sealed/sealed-column.ts';

interface Place {
  readonly storeId: string;
  readonly id: string;
}

const secretBytes = 32;

export const sealedMintSecret: SealedColumn = {
  ...{ table: 'offers', column: 'mint_secret', key: ['store_id', 'id'], of: 'store' },
  place: ({ store_id: storeId = '', id = '' }) => placeOf({ storeId, id }),
};

/** Signs what an address of the store's own is asked for, as Standard Webhooks say. */
export function newMintSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`;
}

export function sealMintSecret(sealer: Sealer, place: Place, secret: string): string {
  return sealer.seal(secret, placeOf(place));
}

export function openMintSecret(sealer: Sealer, place: Place, sealed: string): string {
  return sealer.open(sealed, placeOf(place));
}

function placeOf({ storeId, id }: Place): string {
  return `${storeId}/${id}/mint-secret`;
}

import { randomBytes } from 'node:crypto';
import type { Sealer } from '../../../runtime/sealer.ts';
import type { SealedColumn } from '../../shared/sealed/sealed-column.ts';

const secretBytes = 32;

export const sealedCatalogSecret: SealedColumn = {
  ...{ table: 'catalog_settings', column: 'secret', key: ['store_id'], of: 'store' },
  place: ({ store_id: storeId = '' }) => placeOf(storeId),
};

/** Signs what an address of the store's own is asked for, as Standard Webhooks say. */
export function newCatalogSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`;
}

export function sealCatalogSecret(sealer: Sealer, storeId: string, secret: string): string {
  return sealer.seal(secret, placeOf(storeId));
}

export function openCatalogSecret(sealer: Sealer, storeId: string, sealed: string): string {
  return sealer.open(sealed, placeOf(storeId));
}

function placeOf(storeId: string): string {
  return `${storeId}/catalog-settings/secret`;
}

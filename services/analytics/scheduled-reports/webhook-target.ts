import { isForbiddenHost } from '../../../runtime/forbidden-address.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import type { SealedColumn } from '../../shared/sealed/sealed-column.ts';
import { ServiceError } from '../../shared/service-error.ts';

interface Place {
  readonly storeId: string;
  readonly id: string;
}

export const sealedWebhookSecret: SealedColumn = {
  ...{ table: 'scheduled_reports', column: 'webhook_secret', key: ['store_id', 'id'], of: 'store' },
  place: ({ store_id: storeId = '', id = '' }) => placeOf({ storeId, id }),
};

export function sealWebhookSecret(sealer: Sealer, place: Place, secret: string): string {
  return sealer.seal(secret, placeOf(place));
}

export function openWebhookSecret(sealer: Sealer, place: Place, sealed: string): string {
  return sealer.open(sealed, placeOf(place));
}

/**
 * Throws `invalid` unless something may be posted to this address. What the name leads to is checked again at every
 * connection: this is only to say so early. `path` names the field of the input.
 */
export function checkWebhookUrl(
  text: string,
  { allowLoopback, path = 'delivery.url' }: { readonly allowLoopback: boolean; readonly path?: string },
): void {
  const url = URL.parse(text);
  const problem = !url
    ? 'must be a URL'
    : url.username || url.password || url.hash
      ? 'must be an address without a user and a fragment'
      : url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')
        ? 'must begin with https://'
        : isForbiddenHost(url.hostname, { allowLoopback })
          ? 'must be an address on the public internet'
          : null;
  if (problem) throw new ServiceError('invalid', problem, { path });
}

function placeOf({ storeId, id }: Place): string {
  return `${storeId}/${id}/report-webhook`;
}

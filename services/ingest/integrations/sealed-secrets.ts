import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Sealer } from '../../../runtime/sealer.ts';
import type { SealedColumn } from '../../shared/sealed/sealed-column.ts';

interface Place {
  readonly storeId: string;
  readonly id: string;
}

const stored = z.array(z.string()).min(1).max(2);
const secretBytes = 32;

/** Those of integrations and, sealed in the same way, of endpoints. */
export const sealedSecrets: readonly SealedColumn[] = [
  secretsOf('integrations'),
  secretsOf('webhook_endpoints'),
  {
    ...{ table: 'integrations', column: 'api_token', key: ['store_id', 'id'], of: 'store' },
    place: ({ store_id: storeId = '', id = '' }) => tokenPlace({ storeId, id }),
  },
];

function secretsOf(table: string): SealedColumn {
  return {
    ...{ table, column: 'secrets', key: ['store_id', 'id'], of: 'store' },
    place: ({ store_id: storeId = '', id = '' }) => secretsPlace({ storeId, id }),
  };
}

function secretsPlace({ storeId, id }: Place): string {
  return `${storeId}/${id}/secrets`;
}

function tokenPlace({ storeId, id }: Place): string {
  return `${storeId}/${id}/api-token`;
}

/** The secrets that sign an integration's webhooks, newest first, as they are kept. */
export function sealSecrets(sealer: Sealer, place: Place, secrets: readonly string[]): string {
  return sealer.seal(JSON.stringify(stored.parse(secrets)), secretsPlace(place));
}

export function openSecrets(sealer: Sealer, row: Place & { readonly secrets: string }): readonly string[] {
  return stored.parse(JSON.parse(sealer.open(row.secrets, secretsPlace(row))));
}

/** Of the opened secrets, those that are good at `now`: the one before the newest only for as long as the rotation lasts. */
export function validSecrets(
  [newest, previous]: readonly string[],
  previousSecretUntil: Date | null,
  now: number,
): readonly string[] {
  if (newest === undefined) throw new Error('an integration without a secret was kept');
  const rotating = previous !== undefined && (previousSecretUntil?.getTime() ?? 0) > now;
  return rotating ? [newest, previous] : [newest];
}

export function sealToken(sealer: Sealer, place: Place, token: string): string {
  return sealer.seal(token, tokenPlace(place));
}

export function openToken(sealer: Sealer, row: Place & { readonly apiToken: string }): string {
  return sealer.open(row.apiToken, tokenPlace(row));
}

/** A secret of 256 random bits; `whsec` is the shape of Standard Webhooks. */
export function newSecret(shape: 'hex' | 'whsec'): string {
  const bytes = randomBytes(secretBytes);
  return shape === 'whsec' ? `whsec_${bytes.toString('base64')}` : bytes.toString('hex');
}

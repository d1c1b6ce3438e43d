import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listFiles } from '../scripts/verify/list-files.ts';
import { sealedColumns } from './sealed-columns.ts';

/** Files that seal, and in which column it stays; null: it does not stay as long as a key does. */
const sealing: Readonly<Record<string, readonly string[] | null>> = {
  'api/idempotency/with-idempotency.ts': null,
  'services/accounts/second-factors/totp.ts': ['totp_factors.secret'],
  'services/analytics/scheduled-reports/webhook-target.ts': ['scheduled_reports.webhook_secret'],
  'services/ingest/integrations/sealed-secrets.ts': [
    'integrations.secrets',
    'webhook_endpoints.secrets',
    'integrations.api_token',
  ],
  'services/messaging/catalog/catalog-secret.ts': ['catalog_settings.secret'],
  'services/messaging/offers/mint-secret.ts': ['offers.mint_secret'],
  'services/recovery/drafts/draft-settings.ts': ['draft_settings.api_key'],
  'services/shared/address-key.ts': ['address_keys.sealed'],
};

test('whatever is sealed and stays is sealed anew when the key turns', () => {
  const found = listFiles().filter(
    (file) =>
      /^(api|services|workers|activities)\/.*(?<!\.test)\.ts$/.test(file) &&
      /\bsealer\.seal\(/.test(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')),
  );
  expect(found.toSorted()).toEqual(Object.keys(sealing).toSorted());
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(
    Object.values(sealing)
      .flatMap((columns) => columns ?? [])
      .toSorted(),
  );
});

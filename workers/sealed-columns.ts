import { sealedTotpSecret } from '../services/accounts/second-factors/totp.ts';
import { sealedWebhookSecret } from '../services/analytics/scheduled-reports/webhook-target.ts';
import { sealedSecrets } from '../services/ingest/integrations/sealed-secrets.ts';
import { sealedCatalogSecret } from '../services/messaging/catalog/catalog-secret.ts';
import { sealedMintSecret } from '../services/messaging/offers/mint-secret.ts';
import { sealedDraftKey } from '../services/recovery/drafts/draft-settings.ts';
import { sealedAddressKey } from '../services/shared/address-key.ts';
import type { SealedColumn } from '../services/shared/sealed/sealed-column.ts';

/** All texts that are sealed and stay. Kept answers (`idempotency_keys`) are sealed too, and gone before a key is. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedSecrets,
  sealedCatalogSecret,
  sealedMintSecret,
  sealedWebhookSecret,
  sealedDraftKey,
  sealedTotpSecret,
  sealedAddressKey,
];

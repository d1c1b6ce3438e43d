import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelVersions, predictions, servedModels, shadowScores } from '../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../db/postgres/tenancy.ts';
import { manifestSchema } from '../ml/manifest.ts';
import { noLineage } from '../services/prediction/registry/register.ts';
import { uuidV7 } from '../services/shared/ids.ts';
import type { Shop } from './shop-factory.ts';

/** A version that answers and one that could, of one store; nothing of them is loaded. */
export interface RolloutModels {
  readonly primaryId: string;
  readonly candidateId: string;
}

const shipped = join(import.meta.dirname, '..', 'ml', 'models', 'prior-1', 'manifest.json');

export async function createRolloutModels(
  database: Pick<Database, 'engine'>,
  { storeId }: { readonly storeId: string },
  versions: { readonly primary: string; readonly candidate: string } = { primary: 'present', candidate: 'next' },
): Promise<RolloutModels> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(shipped, 'utf8')));
  const [primaryId, candidateId] = [uuidV7(), uuidV7()];
  const at = new Date();
  const common = {
    ...{ storeId, model: 'purchase' as const, manifest, card: null, artifacts: [], lineage: noLineage, createdAt: at },
    featureSet: manifest.featureSet.name,
    featureSetVersion: manifest.featureSet.version,
    featureSetHash: manifest.featureSet.hash,
  } as const;
  await withEngine(database, async (tx) => {
    await tx.insert(modelVersions).values([
      { ...common, id: primaryId, version: versions.primary, stage: 'production' },
      { ...common, id: candidateId, version: versions.candidate, stage: 'staging' },
    ]);
    const served = { primaryVersionId: primaryId, changedAt: at };
    await tx
      .insert(servedModels)
      .values({ storeId, model: 'purchase', ...served })
      .onConflictDoUpdate({ target: [servedModels.storeId, servedModels.model], set: served });
  });
  return { primaryId, candidateId };
}

export interface ScoredCartOptions {
  readonly at: Date;
  readonly role?: 'primary' | 'canary';
  /** Of the version that answers, and of the other; null: it failed. */
  readonly primary?: number;
  readonly candidate?: number | null;
  readonly spentMinor?: number;
  readonly message?: 'none' | 'sent' | 'unsubscribed';
}

/** A recovery with the prediction of the version that answered it, and the score of the one that is rolled out. */
export async function scoredCart(
  database: Pick<Database, 'engine'>,
  shop: Shop,
  { primaryId, candidateId }: RolloutModels,
  { at, role = 'primary', primary = 0.2, candidate = 0.2, spentMinor = 0, message = 'none' }: ScoredCartOptions,
): Promise<void> {
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart, { createdAt: at });
  const { storeId } = shop;
  await withEngine(database, async (tx) => {
    await tx.insert(predictions).values({
      ...{ storeId, id: recoveryId, cartId: cart.id, recoveryId, at, role, purpose: 'recovery' },
      probability: role === 'canary' ? (candidate ?? 0) : primary,
      modelVersionId: role === 'canary' ? candidateId : primaryId,
      ...{ modelVersion: role, reasons: [], features: [], featureSet: 'session', featureSetVersion: 1 },
      featureSetHash: '0'.repeat(64),
    });
    if (role === 'primary')
      await tx.insert(shadowScores).values({
        ...{ storeId, predictionId: recoveryId, versionId: candidateId, probability: candidate, tookMs: 3, at },
        errorCode: candidate === null ? 'failed' : null,
      });
  });
  const later = new Date(at.getTime() + 60_000);
  if (spentMinor > 0) await shop.order({ customerId, placedAt: later, totalMinor: spentMinor, currency: 'EUR' });
  if (message !== 'none') {
    const gone = message === 'unsubscribed' ? { deliveryState: 'unsubscribed' as const } : {};
    await shop.sentMessage(cart, recoveryId, {
      ...{ claimedAt: later, ...gone },
      ...(message === 'unsubscribed' && { deliveryTimes: { unsubscribed: later.toISOString() } }),
    });
  }
}

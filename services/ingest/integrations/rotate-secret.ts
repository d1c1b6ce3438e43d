import { and, eq } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { onboardingGuideOf } from '../../../platforms/onboarding-guides.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findIntegration } from './find.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { rotationInput } from './integration-input.ts';
import { newSecret, openSecrets, sealSecrets } from './sealed-secrets.ts';

export interface RotateSecret {
  readonly actor: Actor;
  readonly storeId: string;
  readonly integrationId: string;
  /** The platform's own new secret; made here when the platform lets one choose. */
  readonly secret?: string;
  /** How long the secret before stays good; 0 ends it at once. */
  readonly overlapMs: number;
}

export interface RotatedSecret {
  /** Shown this once. */
  readonly secret: string;
  readonly previousSecretUntil: Date;
}

/** Puts a new secret in place. For a while both are good, so that no delivery falls between the two. */
export async function rotateSecret(
  { database, sealer, now }: Pick<IntegrationDeps, 'database' | 'sealer' | 'now'>,
  { actor, storeId, integrationId: id, ...asked }: RotateSecret,
): Promise<RotatedSecret> {
  requirePermission(actor, 'integrations:write', storeId);
  const integrationId = readInput(idSchema, id);
  const { secret: given, overlapMs } = readInput(rotationInput, asked);
  return withStore(database, storeId, async (tx) => {
    const row = await findIntegration(tx, { storeId, integrationId, forUpdate: true });
    const setup = onboardingGuideOf(row.platform);
    if (given === undefined && setup.secretFrom === 'platform')
      throw new ServiceError('invalid', 'Give the new secret that the platform signs with: it makes its own.', {
        path: 'secret',
      });
    const secret = given ?? newSecret(setup.secretShape);
    const [newest] = openSecrets(sealer, row);
    if (newest === undefined || newest === secret)
      throw new ServiceError('invalid', 'must be another secret than the one in use', { path: 'secret' });
    const previousSecretUntil = new Date(now() + overlapMs);
    await tx
      .update(integrations)
      .set({ secrets: sealSecrets(sealer, row, [secret, newest]), previousSecretUntil, updatedAt: new Date(now()) })
      .where(and(eq(integrations.storeId, storeId), eq(integrations.id, integrationId)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'integrations:write' },
      subject: { kind: 'integration', id: integrationId },
      change: { secrets: {}, previousSecretUntil: { after: previousSecretUntil.toISOString() } },
    });
    return { secret, previousSecretUntil };
  });
}

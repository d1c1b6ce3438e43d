import { z } from '@hono/zod-openapi';
import { codeStates } from '../../../domain/offers/code-state.ts';
import { minterNames } from '../../../domain/offers/offer.ts';
import type { OfferVerbDeps } from '../../../services/messaging/offers/offer.ts';
import { offerTermsInput } from '../../../services/messaging/offers/offer-input.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

/** Addresses that make codes keep to the same rules, and their secrets are sealed alike, as the platforms' APIs. */
export function offerDepsOf({ database, integrations, now }: RouteDeps): OfferVerbDeps {
  const { sealer, allowLoopbackApis: allowLoopback } = integrations;
  return { database, sealer, allowLoopback, now };
}

const codeCounts = z.object({
  free: z.int().openapi({ description: 'Imported, and nobody’s so far.' }),
  minting: z.int(),
  minted: z.int().openapi({ description: 'Made, and in no message that went out.' }),
  sent: z.int(),
  redeemed: z.int().openapi({ description: 'Seen to be used; imported codes never are.' }),
  revoked: z.int(),
  expired: z.int(),
});

export const offerSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    revision: z.int(),
    name: z.string(),
    status: z.enum(['active', 'off']),
    minter: z.enum(minterNames),
    mintUrl: z.string().nullable(),
    terms: offerTermsInput,
    codes: codeCounts,
    isLow: z.boolean().openapi({ description: 'Of imported codes: fewer than 50 are left.' }),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('Offer');

export const termsExample = {
  kind: 'percent',
  value: 10,
  currency: 'EUR',
  cartMinorMin: 3_000,
  discountMinorMax: null,
  validDays: 7,
  messagesBefore: 1,
  marginPercent: 45,
  floorMarginPercent: 25,
  upliftPoints: 5,
  monthlyCodesMax: 500,
  monthlyMinorMax: 200_000,
  lockoutRecoveries: 2,
  lockoutDays: 180,
} as const;

export const offerExample = {
  id: '0199a3e1-51c7-7b60-8e2f-4d9a0c7b6e15',
  key: 'ten-percent',
  revision: 1,
  name: 'Ten percent to come back',
  status: 'active',
  minter: 'pool',
  mintUrl: null,
  terms: termsExample,
  codes: { free: 412, minting: 0, minted: 1, sent: 71, redeemed: 0, revoked: 0, expired: 16 },
  isLow: false,
  createdAt: '2026-11-02T07:00:00.412Z',
  updatedAt: '2026-11-02T07:00:00.412Z',
} as const;

export const codeSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    state: z.enum(codeStates),
    recoveryId: z.string().nullable(),
    messageId: z.string().nullable().openapi({ description: 'The first message that carries it.' }),
    costMinor: z.int().nullable().openapi({ description: 'What it takes off the cart that it is for.' }),
    currency: z.string().nullable(),
    expiresAt: momentSchema.nullable().openapi({ description: 'It is good before then.' }),
    reason: z.string().nullable(),
    createdAt: momentSchema,
    mintedAt: momentSchema.nullable(),
    sentAt: momentSchema.nullable(),
    settledAt: momentSchema.nullable(),
  })
  .openapi('OfferCode');

export const codeExample = {
  id: '0199a3e4-9c11-7a02-8b6d-5e1f0c3a7d44',
  code: 'K7WQ2-M9TRX',
  state: 'sent',
  recoveryId: '0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33',
  messageId: '0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71',
  costMinor: 1_580,
  currency: 'EUR',
  expiresAt: '2026-12-01T23:00:00.000Z',
  reason: null,
  createdAt: '2026-11-24T09:12:04.512Z',
  mintedAt: '2026-11-24T09:12:04.804Z',
  sentAt: '2026-11-24T09:12:05.104Z',
  settledAt: null,
} as const;

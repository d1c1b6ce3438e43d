import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { consentLog, consents, customers } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { channels } from '../../../domain/channel.ts';
import { type BasisFacts, type BasisRules, contactBasis } from '../../../domain/compliance/contact-basis.ts';
import { type ConsentState, neverAsked, standingOf } from '../../../domain/consent.ts';
import { test } from '../../../test/system-of-record.ts';
import { reachableChannels } from '../suppressions/check.ts';

const since = Date.parse('2026-06-01');
const rules: BasisRules = {
  softOptIn: { countries: ['DE', 'IT'], objectionOfferedSince: '2026-06-01' },
  doubleOptInCountries: ['IT'],
};
const moment = fc.option(fc.integer({ min: since - 2, max: since + 2 }), { nil: null });
const people = fc.record({
  channel: fc.constantFrom(...channels),
  country: fc.constantFrom('DE', 'IT', 'US', null),
  said: fc.record({ grantedAt: moment, refusedAt: moment, recordGrantedAt: moment, recordRefusedAt: moment }),
  ...{ confirmedAt: moment, orderedAt: moment, cancelled: fc.boolean() },
});

describe('the basis that the database finds', () => {
  test('is that of the rule, for the sweep and for a claim alike', async ({ systemOfRecord: database, newShop }) => {
    const shop = await newShop({ ...rules, doubleOptInCountries: ['IT'] });
    const { storeId } = shop;
    await fc.assert(
      fc.asyncProperty(people, async ({ channel, country, said, confirmedAt, orderedAt, cancelled }) => {
        const contact = { email: null, [{ email: 'email', sms: 'phone', push: 'pushToken' }[channel]]: randomUUID() };
        const customerId = await shop.customer({ ...contact, consents: [] });
        await shop.write(async (tx) => {
          await tx.update(customers).set({ country }).where(eq(customers.id, customerId));
          await say(tx, { storeId, customerId, channel }, said);
          if (confirmedAt !== null)
            await tx.insert(consentLog).values({
              ...{ storeId, customerId, channel, eventId: randomUUID(), status: 'granted', source: 'test' },
              ...{ provenance: 'confirmation', at: new Date(confirmedAt) },
            });
        });
        if (orderedAt !== null)
          await shop.order({
            ...{ customerId, placedAt: new Date(orderedAt) },
            ...(cancelled && { status: 'cancelled', cancelledAt: new Date(orderedAt) }),
          });
        const { status } = standingOf(said);
        const wasSaid = Object.values(said).some((at) => at !== null);
        const facts: BasisFacts = {
          ...{ channel, country, standing: wasSaid ? status : null, confirmedAt },
          refusedAt: latest(said.refusedAt, said.recordRefusedAt),
          orderedAt: cancelled ? null : orderedAt,
        };
        const expected = contactBasis(facts, rules);
        const ask = (tx: Tx) =>
          rawSql(tx)<{ basis: string | null }[]>`select basis from customer_reach(${storeId}, ${customerId})`;
        expect([await withEngine(database, ask), await shop.write(ask)]).toEqual([
          [{ basis: expected }],
          [{ basis: expected }],
        ]);
        const reachable = await shop.write((tx) => reachableChannels(tx, { storeId, customerId }));
        expect(reachable).toEqual(expected === null ? [] : [channel]);
      }),
      { numRuns: 150 },
    );
  });
});

async function say(
  tx: Tx,
  key: Pick<typeof consents.$inferInsert, 'storeId' | 'customerId' | 'channel'>,
  state: ConsentState = neverAsked,
): Promise<void> {
  const moments = Object.entries(state).flatMap(([name, at]) => (at === null ? [] : [[name, new Date(at)] as const]));
  if (moments.length === 0) return;
  const { status, at } = standingOf(state);
  await tx.insert(consents).values({
    ...{ ...key, status, eventId: randomUUID(), at: new Date(at ?? since) },
    ...Object.fromEntries(moments),
  });
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

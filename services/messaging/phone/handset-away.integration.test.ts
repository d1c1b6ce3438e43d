import { describe, expect } from 'vitest';
import { stores, suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import type { VendorBehaviour } from '../../../test/recording-provider.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';
import { recordReport } from '../messages/record-report.ts';
import { sendFallingBack } from '../messages/send-falling-back.ts';

/** An SMS that Twilio took, and what it may report of it. */
async function newAwayCase(systemOfRecord: Database, later: readonly VendorBehaviour[] = []) {
  const one = await newSendCase(systemOfRecord, 'sms', [{ kind: 'accept' }, ...later]);
  const { shop, vendor } = one;
  await one.send();
  return {
    ...one,
    report: async (of: number) => {
      const sentAs = { storeId: shop.storeId, messageId: (await one.message())?.id ?? '' };
      const report = {
        ...{ reportId: `${of}/30003`, providerMessageId: vendor.accepted[of]?.id ?? '', sentAs, atMs: one.now() },
        ...{ kind: 'bounced' as const, code: '30003', handsetAway: true as const },
      };
      return withPipeline(systemOfRecord, (tx) => recordReport(tx, { provider: 'twilio', report }));
    },
    sendDue: () =>
      sendFallingBack({ ...one.deps(), database: systemOfRecord }, { limit: 50, signal: new AbortController().signal }),
  };
}

describe('an SMS to a telephone that is away', () => {
  test('goes out once more half an hour later, as the same message with the same place in the cap (field 30)', async ({
    systemOfRecord,
  }) => {
    const { report, sendDue, wait, vendor, message, shop } = await newAwayCase(systemOfRecord);
    await shop.write((tx) => tx.update(stores).set({ capMessages: 1 }));
    const first = await message();
    expect(await report(0)).toBe('news');
    wait(29 * minuteMs);
    expect(await sendDue()).toEqual({ due: 0, sent: 0 });
    wait(minuteMs);
    expect(await sendDue()).toEqual({ due: 1, sent: 1 });
    expect(vendor.accepted.map(({ to }) => to)).toEqual(['+4915112345678', '+4915112345678']);
    expect(await message()).toMatchObject({ id: first?.id, state: 'accepted', attempts: 2, fallBackAt: null });
    // Told again of the first it changes nothing.
    expect(await report(0)).toBe('repeated');
    expect(await sendDue()).toEqual({ due: 0, sent: 0 });
  });

  test('is final the second time, and costs nobody the number (field 30)', async ({ systemOfRecord }) => {
    const { report, sendDue, wait, vendor, message, shop } = await newAwayCase(systemOfRecord);
    await report(0);
    wait(30 * minuteMs);
    await sendDue();
    expect(await report(1)).toBe('news');
    wait(hourMs);
    expect(await sendDue()).toEqual({ due: 0, sent: 0 });
    expect(vendor.accepted).toHaveLength(2);
    expect(await message()).toMatchObject({ state: 'accepted', deliveryState: 'bounced' });
    expect(await shop.write((tx) => tx.select().from(suppressions))).toEqual([]);
  });

  test('gets nothing more after a purchase that came meanwhile, nor hours later (field 30)', async ({
    systemOfRecord,
  }) => {
    const bought = await newAwayCase(systemOfRecord);
    await bought.report(0);
    await bought.shop.order({ customerId: bought.customerId });
    bought.wait(30 * minuteMs);
    expect(await bought.sendDue()).toEqual({ due: 1, sent: 0 });
    const late = await newAwayCase(systemOfRecord);
    late.wait(6 * hourMs);
    await late.report(0);
    late.wait(30 * minuteMs);
    expect(await late.sendDue()).toEqual({ due: 0, sent: 0 });
    expect(await late.message()).toMatchObject({ state: 'accepted', deliveryState: 'bounced' });
  });

  test('that is sent again without an answer is looked for among later ones alone (field 30)', async ({
    systemOfRecord,
  }) => {
    const { report, sendDue, wait, vendor, message } = await newAwayCase(systemOfRecord, [{ kind: 'drop' }]);
    await report(0);
    wait(30 * minuteMs);
    expect(await sendDue()).toEqual({ due: 1, sent: 0 });
    wait(hourMs);
    expect(await sendDue()).toEqual({ due: 1, sent: 1 });
    expect(vendor.accepted).toHaveLength(2);
    expect(await message()).toMatchObject({ state: 'accepted', providerMessageId: vendor.accepted[1]?.id });
  });
});

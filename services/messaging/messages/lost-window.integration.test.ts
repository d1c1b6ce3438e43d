import { describe, expect } from 'vitest';
import { hourMs } from '../../../domain/duration.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';

describe('a message of a recovery from before a restore', () => {
  test('that was due in the lost time is never sent, and stands as unknown (operations T11)', async ({
    systemOfRecord,
  }) => {
    const { send, vendor, message, lose, now, switches } = await newSendCase(systemOfRecord, 'email', []);
    lose({ from: now() - 2 * hourMs, until: now() });
    // The hold of the restore is no reason to wait with this.
    switches.say('sending', { kind: 'off' });
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(await message()).toMatchObject({ state: 'unknown', errorCode: 'lost_before_restore' });
    switches.takeBack('sending');
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(vendor.requests).toEqual([]);
  });

  test('that is due later goes out once', async ({ systemOfRecord }) => {
    const { send, vendor, lose, now } = await newSendCase(systemOfRecord, 'email', []);
    // The shop's carts are left two hours ago, and its one rule waits for one more.
    lose({ from: now() - 3 * hourMs, until: now() - 1.5 * hourMs });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
  });
});

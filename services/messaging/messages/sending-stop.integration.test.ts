import { describe, expect } from 'vitest';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import type { FlagName } from '../../../domain/flags/flag.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';

const off = { kind: 'off' } as const;

describe('a message that a switch stops', () => {
  test.for<FlagName>(['sending', 'sending_email', 'sending_by_resend'])(
    'by %s waits, goes out once when it is lifted, and says meanwhile what stopped it and since when (operations T22)',
    async (name, { systemOfRecord }) => {
      const { send, switches, vendor, decisions, now, reasons } = await newSendCase(systemOfRecord, 'email', []);
      const madeAt = now();
      switches.say(name, off, { madeAt });
      expect(await send(3)).toBe('still trying');
      expect(vendor.requests).toEqual([]);
      expect(await reasons()).toEqual(['sending_stopped']);
      const since = new Date(madeAt).toISOString();
      expect((await decisions())[0]?.detail).toEqual({ flag: name, by: 'platform', since });
      switches.takeBack(name);
      expect(await send()).toEqual({ kind: 'sent' });
      expect(vendor.accepted).toHaveLength(1);
    },
  );

  test('by what concerns others goes out', async ({ systemOfRecord }) => {
    const { send, switches } = await newSendCase(systemOfRecord, 'email', []);
    switches.say('sending_sms', off);
    switches.say('sending_by_sendgrid', off);
    switches.say('sending', off, { storeId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11' });
    expect(await send()).toEqual({ kind: 'sent' });
  });

  test('by its store waits too, and the platform’s word does not start it', async ({ systemOfRecord }) => {
    const { send, switches, shop, vendor } = await newSendCase(systemOfRecord, 'email', []);
    switches.say('sending', { kind: 'on' });
    switches.say('sending', off, { storeId: shop.storeId });
    expect(await send(2)).toBe('still trying');
    switches.say('sending', { kind: 'on' }, { storeId: shop.storeId });
    switches.say('sending', off);
    expect(await send(2)).toBe('still trying');
    expect(vendor.requests).toEqual([]);
  });

  test('for long holds up its step, so that no attempt runs out of time', async ({ systemOfRecord }) => {
    const { send, switches, now, wait } = await newSendCase(systemOfRecord, 'email', []);
    switches.say('sending', off, { madeAt: now() - 4 * hourMs });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'not_sent', reason: 'sending_stopped', notBefore: expect.any(Number) });
    switches.takeBack('sending');
    wait(20 * minuteMs);
    expect(await send()).toEqual({ kind: 'sent' });
  });

  test('before anything is known of switches waits (operations T22)', async ({ systemOfRecord }) => {
    const { send, switches, vendor } = await newSendCase(systemOfRecord, 'email', []);
    switches.forgetAll();
    expect(await send(2)).toBe('still trying');
    expect(vendor.requests).toEqual([]);
    switches.takeBack('sending');
    expect(await send()).toEqual({ kind: 'sent' });
  });

  test('after its claim, while it is rendered, is not handed over', async ({ systemOfRecord }) => {
    const { send, sendWith, switches, vendor, message } = await newSendCase(systemOfRecord, 'email', []);
    const content = { channel: 'email', to: 'a@b.c', from: 'a@b.c', subject: 's', html: 'h', text: 't', headers: {} };
    sendWith(
      {
        render: async () => {
          switches.say('sending', off);
          return { ok: true, message: content } as never;
        },
      },
      't',
    );
    expect(await send(3)).toBe('still trying');
    expect(vendor.requests).toEqual([]);
    expect(await message()).toMatchObject({ state: 'retry', errorCode: 'sending_stopped' });
  });

  test('whose first attempt got no answer is not asked for under its key either', async ({ systemOfRecord }) => {
    const { send, switches, vendor } = await newSendCase(systemOfRecord, 'email', [{ kind: 'accept_then_fail' }]);
    await send(1);
    switches.say('sending_email', off);
    expect(await send(3)).toBe('still trying');
    expect(vendor.requests).toHaveLength(1);
    switches.takeBack('sending_email');
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
  });
});

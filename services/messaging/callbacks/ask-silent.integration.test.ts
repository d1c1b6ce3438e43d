import { pino } from 'pino';
import { expect } from 'vitest';
import { dayMs } from '../../../domain/duration.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';
import { askSilentMessages } from './ask-silent.ts';

const askable = ['sms/twilio', 'email/resend'];
const log = pino({ enabled: false });

test.for([
  ['sms', 'delivered'],
  ['email', 'delivered'],
] as const)(
  'a message by %s without a report within a day is asked for once a day, and the answer counts as its report (field 19)',
  async ([channel, state], { systemOfRecord: database }) => {
    const { send, wait, now, vendor, message, providers } = await newSendCase(database, channel, []);
    expect(await send()).toEqual({ kind: 'sent' });
    const ask = () => askSilentMessages({ database, providers: providers(), log, now }, { askable, limit: 10 });
    expect(await ask()).toEqual({ asked: 0, news: 0 });
    wait(dayMs + 60_000);
    expect(await ask()).toEqual({ asked: 1, news: 0 });
    expect(await ask()).toEqual({ asked: 0, news: 0 });
    wait(dayMs + 60_000);
    vendor.deliver?.();
    expect(await ask()).toEqual({ asked: 1, news: 1 });
    expect(await message()).toMatchObject({ state: 'accepted', deliveryState: state });
    wait(dayMs + 60_000);
    expect(await ask()).toEqual({ asked: 0, news: 0 });
  },
);

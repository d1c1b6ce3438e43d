import { expect, test } from 'vitest';
import type { EmailMessage, Provider, SendResult } from '../../channels/provider.ts';
import { createMailer } from './mailer.ts';

const mail = {
  ...{ storeId: 's-1', to: 'grace@shop.example', idempotencyKey: 'i-1' },
  ...{ subject: 'Invitation', text: 'Join', html: '<p>Join</p>' },
};

function setUp(result: SendResult | Error, delivers?: false) {
  const sent: EmailMessage[] = [];
  const failures: string[] = [];
  const provider: Provider<EmailMessage> = {
    ...{ name: 'one', channel: 'email', recovery: { kind: 'none' } },
    ...(delivers === false && { delivers }),
    send: async (message) => {
      sent.push(message);
      if (result instanceof Error) throw result;
      return result;
    },
  };
  const options = { from: 'Shop <hello@shop.example>', onFailure: (reason: string) => failures.push(reason) };
  return { mailer: createMailer(provider, options), sent, failures, options };
}

test('a mail that a provider took is sent, and any other is not', async () => {
  const taken = setUp({ kind: 'accepted', providerMessageId: 'm-1' });
  expect(await taken.mailer.send(mail)).toBe(true);
  expect(taken.sent).toMatchObject([{ to: mail.to, from: 'Shop <hello@shop.example>', subject: 'Invitation' }]);
  const rejected = setUp({ kind: 'rejected', class: 'permanent', code: 'bad_address' });
  expect([await rejected.mailer.send(mail), rejected.failures]).toEqual([false, ['bad_address']]);
  const broken = setUp(new Error('gone'));
  expect([await broken.mailer.send(mail), broken.failures]).toEqual([false, ['failed']]);
});

test('without a provider, or with one that delivers nothing, nobody is mailed', async () => {
  const kept = setUp({ kind: 'accepted', providerMessageId: 'm-1' }, false);
  expect([await kept.mailer.send(mail), kept.sent]).toEqual([false, []]);
  expect(await createMailer(undefined, kept.options).send(mail)).toBe(false);
  expect(await createMailer(undefined, kept.options).sendOrKeep(mail)).toBe(false);
});

test('what nobody else can bring is kept by a provider that delivers nothing, and sent by one that does', async () => {
  const [kept, taken] = [
    setUp({ kind: 'accepted', providerMessageId: 'm-1' }, false),
    setUp({ kind: 'accepted', providerMessageId: 'm-2' }),
  ];
  for (const { mailer, sent } of [kept, taken])
    expect([await mailer.sendOrKeep(mail), sent.map(({ subject }) => subject)]).toEqual([true, ['Invitation']]);
});

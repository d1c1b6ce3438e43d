import { expect, test } from 'vitest';
import type { Channel } from '../domain/channel.ts';
import { callsVendor, loadImitations } from '../test/imitated-vendor.ts';
import { loadServers } from '../test/recording-provider.ts';
import { describeProvider, type ProviderCase } from './provider.contract.ts';
import type { CarriedBy, EmailMessage, OutgoingMessage, PushMessage, SmsMessage } from './provider.ts';
import type { ProviderUnit, SandboxStore } from './provider-unit.ts';
import { providerUnits } from './registry.ts';
import { createTwilio } from './sms/twilio.ts';

const email: EmailMessage = {
  channel: 'email',
  to: 'ada@example.com',
  from: 'Shop <shop@example.com>',
  subject: 'Your cart',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe': '<https://recover.example/u/x>' },
};
const sms: SmsMessage = {
  channel: 'sms',
  to: '+4915112345678',
  text: 'Your cart: https://recover.example/r/abc Reply STOP to opt out',
};
const push: PushMessage = {
  channel: 'push',
  to: 'device-token-1234',
  title: 'Your cart',
  body: 'Still here',
  url: 'https://recover.example/r/abc',
};
const messages: Readonly<Record<Channel, OutgoingMessage>> = { email, sms, push };

const inMemory = (): SandboxStore => {
  const ids = new Set<string>();
  return { put: async (_message, { idempotencyKey }) => ({ id: ids.add(idempotencyKey) && idempotencyKey }) };
};
const imitations = await loadImitations();
const servers = await loadServers();

for (const unit of providerUnits) describeProvider(`${unit.channel}/${unit.name}`, caseOf(unit));

/** What carries a message in place of SMS keeps the same rules. */
const carriedBy: readonly CarriedBy[] = [
  { carrier: 'whatsapp', content: { sid: 'HX0123', variables: { 1: 'https://recover.example/r/abc' } } },
  { carrier: 'whatsapp', content: null },
  { carrier: 'rcs', content: null },
];
for (const by of carriedBy) {
  describeProvider(`sms/twilio by ${by.carrier}${by.content ? ' with a template' : ''}`, {
    message: { ...sms, by },
    remote: true,
    open: (vendor) =>
      createTwilio({
        ...{ accountSid: 'AC0', authToken: 'token', from: '+15005550006', ...vendor },
        ...{ whatsAppFrom: '+15005550007', rcsService: 'MG0123' },
      }),
  });
}

function caseOf(unit: ProviderUnit): ProviderCase<OutgoingMessage> {
  const vendor = imitations.get(unit.name);
  const usual = messages[unit.channel];
  const message = vendor?.address === undefined ? usual : { ...usual, to: vendor.address };
  if (vendor) return { message, remote: true, open: vendor.open };
  const server = servers.get(unit.name);
  if (server) return { message, remote: true, open: server.open, start: server.start };
  const deps = { outbox: inMemory(), publicUrl: 'https://recover.example' };
  return { message, remote: false, open: () => unit.create({}, deps) };
}

test('what calls a vendor has an imitation of it, and is what its unit says', () => {
  for (const unit of providerUnits) {
    expect(imitations.has(unit.name) || servers.has(unit.name)).toBe(callsVendor(unit));
    const { name, channel } = caseOf(unit).open({ baseUrl: 'http://127.0.0.1:1', timeoutMs: 1 });
    expect({ name, channel }).toEqual({ name: unit.name, channel: unit.channel });
  }
});

import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, vi } from 'vitest';
import { newAdminKey, type Product, startProduct } from '../tools/product/start-product.ts';
import { openStore } from '../tools/traffic/open-store.ts';
import { anyFreePort } from '../workers/stack/choose-port.ts';

const patience = { timeout: 90_000, interval: 200 };
/** An hour of the store is a quarter of a second. */
const timeScale = 14_400;

/** Words that nobody else says, by what they stand for. Digits, because telephone numbers have no others. */
const word = (): string => `qz${randomBytes(6).toString('hex')}`;
const canaries = {
  refused: `${word()}@shopper.example`,
  late: `${word()}@shopper.example`,
  buyer: `${word()}@shopper.example`,
  firstName: word(),
  phone: `+4915${String(randomBytes(4).readUInt32BE()).padStart(10, '0').slice(0, 9)}`,
  pushToken: word(),
  device: word(),
  product: word(),
  restoreToken: word(),
  password: `${word()}-${word()}`,
  webhookSecret: `shpss_${word()}`,
  unsigned: word(),
  badBody: word(),
  linkToken: word(),
};

interface Run {
  readonly product: Product;
  readonly adminKey: string;
  /** Of the mail server that refuses everybody. */
  readonly refusals: readonly string[];
  /** Ends the product and gives everything that it has logged. */
  endAndReadLog(): Promise<string>;
  readonly dataDir: string;
}

const test = base.extend('run', async ({}, { onCleanup }): Promise<Run> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-canary-'));
  const adminKey = newAdminKey();
  const refusals: string[] = [];
  const mail = await refusingMailServer(refusals);
  const { port } = mail.address() as { port: number };
  const product = await startProduct({
    dataDir,
    port: await anyFreePort(),
    adminKey,
    env: {
      ...{ LOG_LEVEL: 'trace', SWEEP_INTERVAL_MS: '100', PLATFORM_API_LOOPBACK: 'true' },
      ...{ EMAIL_PROVIDER: 'smtp', SMTP_URL: `smtp://user:${canaries.password}@127.0.0.1:${port}` },
    },
  });
  onCleanup(async () => {
    await product.stop();
    mail.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    ...{ product, adminKey, refusals, dataDir },
    async endAndReadLog() {
      await product.stop();
      return readFileSync(join(dataDir, 'product.log'), 'utf8');
    },
  };
});

/** Says no to everybody, for good or for now, and repeats whom it was asked for, as mail servers do. */
function refusingMailServer(refusals: string[]): Promise<Server> {
  const server = createServer((socket) => {
    socket.write('220 mail.example\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        if (/^ehlo/i.test(line)) socket.write('250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n');
        else if (/^auth/i.test(line)) socket.write('235 2.7.0 welcome\r\n');
        else if (/^rcpt/i.test(line)) {
          refusals.push(line);
          socket.write(
            line.includes(canaries.late) ? `451 4.2.1 later: ${line}\r\n` : `550 5.1.1 nobody here: ${line}\r\n`,
          );
        } else if (/^quit/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/**
 * Everything that a shop, a shopper and a stranger can say, said to the running product at its most talkative level: what is right and
 * what is refused at every door, up to a mail server that repeats the address in its answer.
 */
test('no address, name, thing or secret of anybody is in a log line or in a history of a workflow', {
  timeout: 180_000,
}, async ({ run: { product, adminKey, refusals, endAndReadLog, dataDir } }) => {
  const { storeId, apiKey } = await openStore({ url: product.url, adminKey, name: 'Loom House', timeScale });
  const ask = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${product.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.text() };
  };

  for (const email of [canaries.refused, canaries.late]) {
    await ask('POST', '/v1/events', { events: leavingCart(email) });
    await vi.waitFor(() => expect(refusals.some((line) => line.includes(email))).toBe(true), patience);
  }
  await badEvents(ask);
  await webhooks(ask, storeId);
  await strangers(ask);

  const [{ id }] = JSON.parse((await ask('GET', '/v1/customers')).body).items;
  await ask('POST', `/v1/customers/${id}/export`, {});
  await ask('POST', `/v1/customers/${id}/erase`, { reason: 'asked_by_person' });

  const log = await endAndReadLog();
  expect(log.split('\n').length, 'lines that it has logged').toBeGreaterThan(50);
  expect(log).toContain(storeId);
  const secrets: Record<string, string> = { apiKey, adminKey, ...secretsOf(dataDir) };
  for (const [what, said] of Object.entries({ ...canaries, ...secrets }))
    expect(linesWith(log, said), `${what} in the log`).toEqual([]);

  const histories = readFileSync(join(dataDir, 'temporal', 'temporal.db')).toString('latin1');
  expect(histories.includes(storeId)).toBe(true);
  for (const [what, said] of Object.entries(canaries))
    expect(histories.includes(said), `${what} in the histories of workflows`).toBe(false);
});

type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ readonly status: number; readonly body: string }>;

function leavingCart(email: string): readonly unknown[] {
  const own = email === canaries.late ? { phone: canaries.phone, pushToken: canaries.pushToken } : {};
  const who = { customerId: randomUUID(), email, ...own };
  const base = () => ({ id: randomUUID(), occurredAt: new Date().toISOString(), who });
  const lines = [{ productId: canaries.product, quantity: 1, unitPriceMinor: 4_900, name: canaries.product }];
  const restoreUrl = `https://shop.example/cart/${canaries.restoreToken}`;
  return [
    { ...base(), type: 'customer_identified', firstName: canaries.firstName },
    { ...base(), who: { ...who, anonymousId: canaries.device }, type: 'product_viewed', productId: canaries.product },
    { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
    { ...base(), type: 'checkout_started', cartId: randomUUID(), lines, currency: 'EUR', restoreUrl },
  ];
}

/** Events that no rule takes: each names somebody in a place of its own. */
async function badEvents(ask: Ask): Promise<void> {
  const event = { id: randomUUID(), type: 'customer_identified', occurredAt: new Date().toISOString() };
  const refused = { ...event, who: { email: canaries.refused } };
  expect((await ask('POST', '/v1/events', `{"events":[{"who":"${canaries.badBody}`)).status).toBe(400);
  for (const bad of [
    { ...refused, who: { email: { address: canaries.refused } } },
    { ...refused, type: canaries.badBody },
    { ...refused, occurredAt: canaries.badBody },
    { ...refused, firstName: [canaries.firstName] },
    { ...refused, type: 'order_placed', orderId: canaries.badBody, totalMinor: canaries.badBody, currency: 'EURO' },
  ])
    await ask('POST', '/v1/events', { events: [bad] });
  await ask('POST', '/v1/browser/events', { events: [refused], key: canaries.badBody });
}

/** Of a platform: signed and wrong, signed and broken, not signed at all. */
async function webhooks(ask: Ask, storeId: string): Promise<void> {
  const secret = canaries.webhookSecret;
  const made = await ask('POST', '/v1/integrations', { platform: 'shopify', secret });
  expect(made.status, made.body).toBe(201);
  const { id } = JSON.parse(made.body).integration ?? JSON.parse(made.body);
  const send = (body: string, signedWith: string, topic = 'orders/create') =>
    ask('POST', `/v1/webhooks/${id}`, body, {
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', signedWith).update(body).digest('base64'),
      'x-shopify-shop-domain': `${storeId}.myshopify.com`,
    });
  const order = {
    id: 1,
    email: canaries.buyer,
    customer: { id: 2, first_name: canaries.firstName, email: canaries.buyer },
  };
  await send(JSON.stringify({ ...order, line_items: canaries.badBody, total_price: canaries.badBody }), secret);
  await send(`{"email":"${canaries.buyer}`, secret);
  await send(JSON.stringify({ ...order, note: canaries.unsigned }), 'another secret');
}

/** Who has no business here, with what should open something. */
async function strangers(ask: Ask): Promise<void> {
  const noKey = { authorization: '' };
  await ask('POST', '/v1/auth/sign-in', { email: canaries.refused, password: canaries.password }, noKey);
  await ask('POST', '/v1/auth/password-resets', { email: canaries.refused }, noKey);
  await ask('POST', `/v1/auth/password-resets/${canaries.linkToken}`, { password: canaries.password }, noKey);
  await ask('GET', `/v1/auth/invitations/${canaries.linkToken}`, undefined, noKey);
  for (const path of ['r', 'u', 'c', 'p', 'o']) await ask('GET', `/${path}/${canaries.linkToken}`, undefined, noKey);
  await ask('GET', '/v1/carts', undefined, { authorization: `Bearer crk_${canaries.linkToken}` });
  await ask('GET', `/v1/customers/${encodeURIComponent(canaries.refused)}`);
  await ask('GET', `/v1/carts?customerId=${encodeURIComponent(canaries.refused)}`);
  await ask('GET', `/nothing/here/${encodeURIComponent(canaries.refused)}?token=${canaries.linkToken}`);
  await ask('POST', '/v1/customer-searches', { address: canaries.refused });
  await ask('POST', '/v1/customer-searches', { address: { of: canaries.refused } });
  await ask('POST', '/v1/templates/preview', {
    channel: 'email',
    body: `{{ ${canaries.badBody} | nothing: "${canaries.firstName}" }}`,
  });
}

/** What the data folder holds as its own secrets. */
function secretsOf(dataDir: string): Record<string, string> {
  const texts: string[] = [];
  JSON.stringify(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')), (_key, value) => {
    if (typeof value === 'string' && value.length >= 20 && !/^\d{4}-\d\d-\d\dT/.test(value)) texts.push(value);
    return value;
  });
  return Object.fromEntries(texts.map((text, index) => [`secret ${index} of the data folder`, text]));
}

function linesWith(log: string, said: string): readonly string[] {
  return log.split('\n').filter((line) => line.includes(said));
}

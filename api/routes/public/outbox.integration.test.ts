import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { OutgoingMessage } from '../../../channels/provider.ts';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { sandboxPageMax } from '../../../services/messaging/sandbox-inbox/list.ts';
import { createSandboxStore } from '../../../services/messaging/sandbox-inbox/put.ts';
import { test } from '../../../test/fixtures.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { silentLog } from '../../../test/silent-log.ts';
import { createPublicRoutes } from './index.ts';

const routesOf = (database: Database, showSandbox = true) =>
  createPublicRoutes({
    database,
    operations: database,
    eventLog: silentLog,
    now: Date.now,
    showSandbox,
    reportError: (error) => {
      throw error;
    },
  });
async function createStore(database: Database): Promise<string> {
  const id = randomUUID();
  await withStore(database, id, (tx) => tx.insert(stores).values({ id, name: `Shop ${id.slice(0, 8)}` }));
  return id;
}
const email = (subject: string): OutgoingMessage => ({
  channel: 'email',
  to: 'ada@example.com',
  from: 'Shop <shop@example.com>',
  subject,
  text: 'Plain words',
  headers: { 'List-Unsubscribe': '<https://recover.example/u/x>' },
  html: '<html><head><style>b{color:red}</style></head><body><b>Rich words</b><script>alert(1)</script></body></html>',
});

describe('outbox', () => {
  test('a message put twice under one key is there once, as it was first', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const [storeId, messageId] = [await createStore(database), randomUUID()];
    const store = createSandboxStore(database);
    for (const subject of ['First', 'Second'])
      expect(await store.put(email(subject), { storeId, idempotencyKey: messageId })).toEqual({ id: messageId });
    const page = await (await routesOf(database).request(`/outbox/${storeId}/${messageId}`)).text();
    expect(page).toContain('First');
    expect(page).not.toContain('Second');
  });

  test('every channel is shown in its own form', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const storeId = await createStore(database);
    const messages: [OutgoingMessage, string[]][] = [
      [email('Your cart <is> saved'), ['Your cart &lt;is&gt; saved', 'Plain words', 'List-Unsubscribe', '<iframe']],
      [
        { channel: 'sms', to: '+4915112345678', text: 'Cart: https://recover.example/r/x STOP' },
        ['bubble', '<a href="https://recover.example/r/x"'],
      ],
      [
        { channel: 'push', to: 'token', title: 'Title <b>', body: 'Body', url: 'https://recover.example/r/x' },
        ['notification', 'Title &lt;b&gt;', 'Body'],
      ],
    ];
    for (const [message, shown] of messages) {
      const messageId = randomUUID();
      await createSandboxStore(database).put(message, { storeId, idempotencyKey: messageId });
      const page = await (await routesOf(database).request(`/outbox/${storeId}/${messageId}`)).text();
      for (const text of shown) expect(page).toContain(text);
    }
    const list = await (await routesOf(database).request('/outbox?channel=sms')).text();
    expect(list).toContain('Cart: [link] STOP');
    expect(list).not.toContain('Title &lt;b&gt;');
  });

  test('an e-mail is served under a policy that lets it run and send nothing', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const [storeId, messageId] = [await createStore(database), randomUUID()];
    await createSandboxStore(database).put(email('x'), { storeId, idempotencyKey: messageId });
    const response = await routesOf(database).request(`/outbox/${storeId}/${messageId}/html`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox /);
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|allow-forms/);
    expect(policy).toContain("default-src 'none'");
    expect(await response.text()).toContain('Rich words');
  });

  test('one store’s message is not found under another store', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const [storeId, other, messageId] = [await createStore(database), await createStore(database), randomUUID()];
    await createSandboxStore(database).put(email('x'), { storeId, idempotencyKey: messageId });
    for (const path of [`/outbox/${other}/${messageId}`, `/outbox/${other}/${messageId}/html`, '/outbox/x/y'])
      expect((await routesOf(database).request(path)).status).toBe(404);
  });

  test('older messages are reached page by page, none twice and none left out', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const storeId = await createStore(database);
    const ids = new Set(Array.from({ length: sandboxPageMax + 7 }, () => randomUUID()));
    for (const id of ids)
      await createSandboxStore(database).put(
        { channel: 'push', to: 't', title: 'x', body: 'y', url: 'https://x.example' },
        { storeId, idempotencyKey: id },
      );
    const seen: string[] = [];
    for (let path: string | undefined = '/outbox'; path !== undefined; ) {
      const page: string = await (await routesOf(database).request(path)).text();
      seen.push(...[...page.matchAll(new RegExp(`/outbox/${storeId}/([0-9a-f-]{36})`, 'g'))].map(([, id]) => id ?? ''));
      path = page.match(/href="(\/outbox\?[^"]*id=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(ids.size);
    expect(new Set(seen)).toEqual(ids);
  });

  test('an address that makes no sense shows the first page', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    for (const query of ['channel=fax', 'at=x&id=y', "at=1&id='--"])
      expect((await routesOf(database).request(`/outbox?${query}`)).status).toBe(200);
  });

  test('does not exist where messages are really delivered', async ({ database: urls }) => {
    expect((await routesOf(openTestDatabase(urls), false).request('/outbox')).status).toBe(404);
  });
});

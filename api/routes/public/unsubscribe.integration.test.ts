import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  consentLog,
  consents,
  customers,
  identities,
  signalOutbox,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { test } from '../../../test/fixtures.ts';
import { createSentMessage, openTestDatabase, type SentMessage } from '../../../test/sent-message.ts';
import { silentLog } from '../../../test/silent-log.ts';
import { createPublicRoutes } from './index.ts';

const routesOf = (database: Database) =>
  createPublicRoutes({
    database,
    operations: database,
    eventLog: silentLog,
    now: Date.now,
    showSandbox: false,
    reportError: (error) => {
      throw error;
    },
  });
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const oneClick = (
  database: Database,
  token: string,
  body = 'List-Unsubscribe=One-Click',
  headers: Record<string, string> = form,
) => routesOf(database).request(`/u/${token}/one-click`, { method: 'POST', headers, body });

/** Everything that unsubscribing may have written for the person. */
const stateOf = (database: Database, { storeId, customerId }: Pick<SentMessage, 'storeId' | 'customerId'>) =>
  withStore(database, storeId, async (tx) => ({
    denied: (
      await tx
        .select()
        .from(consents)
        .where(and(eq(consents.customerId, customerId), eq(consents.status, 'denied')))
    )
      .map(({ channel }) => channel)
      .sort(),
    proofs: (await tx.select().from(consentLog)).map(({ channel, status, source }) => `${channel} ${status} ${source}`),
    suppressed: (await tx.select().from(suppressions)).map(
      ({ channel, addressHash: hash, cause }) => `${channel} ${hash} ${cause}`,
    ),
    signals: (await tx.select().from(signalOutbox)).map(({ workflowId, signal }) => ({ workflowId, signal })),
  }));
const untouched = { denied: [], proofs: [], suppressed: [], signals: [] };

describe('unsubscribing', () => {
  test('one click of the mail program ends the channel, keeps the proof and tells the open recovery (I22, field 42)', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    const response = await oneClick(database, message.unsubscribeToken);
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await stateOf(database, message)).toEqual({
      denied: ['email'],
      proofs: ['email denied unsubscribe:one_click'],
      suppressed: [`email ${addressHash(message.email)} unsubscribe`],
      signals: [
        { workflowId: message.workflowId, signal: { kind: 'consentChanged', channel: 'email', status: 'denied' } },
      ],
    });
  });

  test('a multipart form counts as well, as RFC 8058 allows', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const response = await routesOf(database).request(`/u/${message.unsubscribeToken}/one-click`, {
      method: 'POST',
      body,
    });
    expect(response.status).toBe(200);
    expect((await stateOf(database, message)).denied).toEqual(['email']);
  });

  test.for([
    '',
    'List-Unsubscribe=',
    'List-Unsubscribe=one-click',
    'list-unsubscribe=One-Click',
    '{"List-Unsubscribe":"One-Click"}',
  ])('a body that is not the one of RFC 8058 does nothing: %s', async (body, { database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    expect((await oneClick(database, message.unsubscribeToken, body)).status).toBe(400);
    expect(await stateOf(database, message)).toEqual(untouched);
  });

  test('looking at the link does nothing, whoever looks (I8)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    for (const path of [`/u/${message.unsubscribeToken}`, `/u/${message.unsubscribeToken}/one-click`]) {
      const response = await routesOf(database).request(path);
      expect(response.status).toBe(200);
      const page = await response.text();
      expect(page).toContain('Stop messages by e-mail');
      expect(page).not.toContain(message.email);
    }
    expect(await stateOf(database, message)).toEqual(untouched);
  });

  test('the page can end every channel at once', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    expect(await (await routesOf(database).request(`/u/${message.unsubscribeToken}`)).text()).toContain(
      'Stop everything, SMS too',
    );
    const response = await routesOf(database).request(`/u/${message.unsubscribeToken}`, {
      method: 'POST',
      headers: form,
      body: 'scope=all',
    });
    expect(await response.text()).toContain('You are unsubscribed');
    const state = await stateOf(database, message);
    expect(state.denied).toEqual(['email', 'push', 'sms']);
    expect(state.signals).toHaveLength(3);
  });

  test('doing it again is fine and adds nothing', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    await oneClick(database, message.unsubscribeToken);
    const once = await stateOf(database, message);
    expect((await oneClick(database, message.unsubscribeToken)).status).toBe(200);
    expect(await stateOf(database, message)).toEqual(once);
  });

  test('a person who agreed again later can unsubscribe again with the old link', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    await oneClick(database, message.unsubscribeToken);
    await withStore(database, message.storeId, (tx) =>
      tx
        .update(consents)
        .set({ status: 'granted', grantedAt: new Date(Date.now() + 1) })
        .where(eq(consents.channel, 'email')),
    );
    await oneClick(database, message.unsubscribeToken);
    const state = await stateOf(database, message);
    expect(state.denied).toEqual(['email']);
    expect(state.proofs).toHaveLength(2);
  });

  test('an SMS link ends SMS and leaves e-mail alone', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database, { channel: 'sms' });
    await routesOf(database).request(`/u/${message.unsubscribeToken}`, {
      method: 'POST',
      headers: form,
      body: 'scope=channel',
    });
    const state = await stateOf(database, message);
    expect(state.denied).toEqual(['sms']);
    expect(state.suppressed).toEqual([`sms ${addressHash('+4915112345678')} unsubscribe`]);
  });

  test('a link from before two people turned out to be one still works', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    const survivor = '00000000-0000-4000-8000-0000000000aa';
    await withStore(database, message.storeId, async (tx) => {
      await tx.insert(customers).values({ storeId: message.storeId, id: survivor });
      await tx.update(customers).set({ mergedInto: survivor }).where(eq(customers.id, message.customerId));
      await tx.update(identities).set({ customerId: survivor });
    });
    await oneClick(database, message.unsubscribeToken);
    expect((await stateOf(database, { storeId: message.storeId, customerId: survivor })).denied).toEqual(['email']);
  });

  test('an unknown token or one of a recovery link is refused, and no store changes', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database);
    for (const token of [message.restoreToken, 'A'.repeat(43), 'x']) {
      expect((await oneClick(database, token)).status).toBe(404);
      expect(
        (await routesOf(database).request(`/u/${token}`, { method: 'POST', headers: form, body: 'scope=all' })).status,
      ).toBe(404);
    }
    expect(await stateOf(database, message)).toEqual(untouched);
  });

  test('one store’s link changes nothing in another store with the same person', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const one = await createSentMessage(database);
    const two = await createSentMessage(database);
    await oneClick(database, one.unsubscribeToken);
    expect(await stateOf(database, two)).toEqual(untouched);
  });
});

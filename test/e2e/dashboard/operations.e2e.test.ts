import { describe, expect } from 'vitest';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

/** The API that the page reads, and no other. */
const route = '**/v1/operations';

describe.skipIf(!chromiumPath)('the page Operations', () => {
  test('shows the servers, queues, topics and processes of the running product to an admin', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId } = await product.newStore(shopUrl);
    for (const look of looks) {
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      await open('/operations');
      const table = (name: string) => page.getByRole('region', { name, exact: true });
      const german = look.locale === 'de';
      for (const server of ['PostgreSQL', 'Valkey', 'ClickHouse', 'Temporal'])
        await table(german ? 'Server' : 'Servers')
          .getByRole('row', { name: new RegExp(`^${server}`) })
          .waitFor();
      await table(german ? 'Warteschlangen' : 'Task queues')
        .getByText('delivery-email')
        .waitFor();
      await table(german ? 'Themen und Kopien zur Analyse' : 'Topics and copies to analytics')
        .getByText('analytics.orders')
        .waitFor();
      await table(german ? 'Prozesse' : 'Processes')
        .getByText(/pipeline/)
        .waitFor();
      // Every role and queue of a whole product is worked at.
      await expect
        .poll(() => page.getByText(/Nobody works at|No process runs|Niemand arbeitet|Kein Prozess hat/).count())
        .toBe(0);
      await check('operations');
    }
  });

  test('reads itself again, and keeps the last picture with its time while it cannot', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'admin' });
    await page.clock.install();
    await open('/operations');
    const servers = page.getByRole('region', { name: 'Servers', exact: true });
    await servers.getByText('PostgreSQL').waitFor();
    await page.route(route, (request) => request.abort());
    await page.clock.runFor(30_000);
    await page.getByText(/could not be read/).waitFor();
    expect(await servers.getByText('PostgreSQL').count()).toBe(1);
  });

  test('says of what is wrong whom it touches and what to do, and of a part that is away that it is', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId } = await product.newStore(shopUrl);
    for (const look of looks) {
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      await page.route(route, async (request) => {
        const answer = await request.fetch();
        const now = Date.parse((await answer.json()).asOf);
        const since = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
        const problem = (kind: string, severity: string, subject: string | null, minutes: number, count = 0) => ({
          ...{ kind, severity, subject, subjectName: null, since: since(minutes), count },
        });
        await request.fulfill({
          response: answer,
          json: {
            ...(await answer.json()),
            taskQueues: { status: 'unavailable', error: 'no_answer_in_time' },
            problems: [
              problem('dependency_away', 'bad', 'temporal', 12),
              problem('carts_waiting', 'bad', null, 12, 4_211),
              problem('inbox_behind', 'warn', 'webhooks', 2, 38),
              { ...problem('store_silent', 'warn', storeId, 61), subjectName: 'Loom House' },
            ],
          },
        });
      });
      await open('/operations');
      const german = look.locale === 'de';
      await page.getByText(german ? 'Temporal antwortet nicht' : 'Temporal does not answer').waitFor();
      await page
        .getByText(german ? /Rückgewinnungen gehen von selbst weiter/ : /Recoveries go on by themselves/)
        .waitFor();
      await page.getByText('no_answer_in_time').waitFor();
      await check('operations-problems');
      // The page asks again by itself, perhaps while the window closes.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    }
  });

  test('lists every secret by name, age and when it is due, never as what it is', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId } = await product.newStore(shopUrl);
    for (const look of looks) {
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      let values = '';
      page.on('response', async (answer) => {
        if (answer.url().endsWith('/v1/secrets')) values = await answer.text();
      });
      await page.route('**/v1/secrets', async (request) => {
        const answer = await request.fetch();
        const { source, items } = await answer.json();
        const [first, ...others] = items;
        const change = { due: 'soon', otherKeys: 1, awaitsRestart: true };
        await request.fulfill({ response: answer, json: { source, items: [{ ...first, ...change }, ...others] } });
      });
      await open('/operations');
      const german = look.locale === 'de';
      const table = page.getByRole('region', { name: german ? 'Geheimnisse' : 'Secrets', exact: true });
      for (const name of ['LINK_SECRET', 'ADMIN_API_KEY', 'POSTGRES_PASSWORD']) await table.getByText(name).waitFor();
      await table.getByText(german ? 'Wartet auf Neustart' : 'Awaits a restart').waitFor();
      await table.scrollIntoViewIfNeeded();
      await check('operations-secrets');
      expect(values).not.toMatch(/admin_[0-9a-f]{20}|[0-9a-f]{40}/);
    }
  });

  test('is not in the rail of a shop’s own team, and answers them that it is not theirs', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'store_owner' });
    await open('/operations');
    await page.getByText('Your role does not include this').waitFor();
    expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
  });
});

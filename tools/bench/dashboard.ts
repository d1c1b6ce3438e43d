import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../test/e2e/launch-browser.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { credentialsOf } from '../product/sign-in-as.ts';
import { newAdminKey, type Product, startProduct } from '../product/start-product.ts';
import { openStore } from '../traffic/open-store.ts';
import type { BenchResult } from './bench-result.ts';
import { median, quantile } from './median.ts';

/** `ANALYTICS_EVENTS` makes the store larger or smaller. */
const events = Number(process.env['ANALYTICS_EVENTS'] ?? 1_000_000);
const rounds = 9;
const root = join(import.meta.dirname, '..', '..');
const patienceMs = 60_000;
/** Every page that asks analytics. */
const pages = ['', '/analytics', '/deliverability', '/predictions', '/numbers?metric=abandoned_carts'] as const;

/** Largest contentful paint (https://www.w3.org/TR/largest-contentful-paint/) and events of the person (Event Timing). */
const observers = `
  window.seen = { paintMs: 0, inputs: [] };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.paintMs = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.interactionId) seen.inputs.push({ delayMs: entry.processingStart - entry.startTime, wholeMs: entry.duration });
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** What the page asks, so that a program can ask it again. */
const recorder = `
  window.asked = [];
  const send = window.fetch;
  window.fetch = async (request, options) => {
    if (request instanceof Request && request.url.includes('/v1/'))
      asked.push({ method: request.method, url: request.url, body: await request.clone().text(), headers: [...request.headers] });
    return send(request, options);
  };`;

const barePage = `<!doctype html><title>Bare</title><h1>Bare</h1><button onclick="this.textContent += '.'">Press</button>
  <input aria-label="Text">`;

interface Seen {
  readonly paintMs: number;
  readonly inputs: readonly { readonly delayMs: number; readonly wholeMs: number }[];
}

/**
 * The dashboard as a person meets it, of a store with a year of events: the first view of Home with an empty cache, what
 * its pages ask the API, and how long an input waits. Raw: a page of one heading and one button from a bare server, in the
 * same browser and run.
 */
export async function benchDashboard(): Promise<BenchResult[]> {
  execFileSync(process.execPath, [join(root, 'web', 'scripts', 'build.ts')], { cwd: root, stdio: 'inherit' });
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-bench-dashboard-'));
  const adminKey = newAdminKey();
  const port = await anyFreePort();
  const start = () => startProduct({ dataDir, port, adminKey });
  let product: Product = await start();
  const browser = await launchBrowser();
  const bare = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(barePage));
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  try {
    const { storeId } = await openStore({ url: product.url, adminKey, name: 'Loom House', timeScale: 1 });
    // The embedded ClickHouse belongs to one process at a time.
    await product.stop();
    execFileSync(
      process.execPath,
      [join(root, 'tools', 'load-analytics.ts'), '--store', storeId, '--events', String(events)],
      { cwd: root, env: { ...process.env, DATA_DIR: dataDir }, stdio: 'inherit' },
    );
    product = await start();
    const url = product.url.replace('127.0.0.1', 'localhost');
    const { accessToken } = await credentialsOf('store_owner', { url: product.url, adminKey, storeId });
    const cookie = { name: 'crk_access', value: accessToken ?? '', url };
    const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;

    const home = { ours: [] as number[], whole: [] as number[], raw: [] as number[] };
    const inputs = { ours: [] as number[], delay: [] as number[], raw: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      const ours = await visit(browser, [cookie], async (page) => {
        await page.goto(`${url}/stores/${storeId}`);
        await isWhole(page);
        const wholeMs = await page.evaluate<number>('performance.now()');
        await useHome(page);
        return { wholeMs, seen: await page.evaluate<Seen>('seen') };
      });
      const raw = await visit(browser, [], async (page) => {
        await page.goto(bareUrl);
        await page.getByRole('button').click();
        await page.getByRole('textbox').pressSequentially('carts');
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
        return page.evaluate<Seen>('seen');
      });
      if (round < 0) continue;
      home.ours.push(ours.seen.paintMs);
      home.whole.push(ours.wholeMs);
      home.raw.push(raw.paintMs);
      inputs.ours.push(worst(ours.seen, 'wholeMs'));
      inputs.delay.push(worst(ours.seen, 'delayMs'));
      inputs.raw.push(worst(raw, 'wholeMs'));
    }
    const { waited, again } = await timesOfQuestions(browser, [cookie], `${url}/stores/${storeId}`);
    const bareAnswer = await timesOf(rounds * 5, async () => (await fetch(bareUrl)).text());
    const million = `${(events / 1_000_000).toLocaleString('en')} M events`;
    return [
      result(
        `Home, largest contentful paint, cold cache, ${million}`,
        'ms, median',
        median(home.ours),
        median(home.raw),
      ),
      result(`Home, every figure shown, cold cache, ${million}`, 'ms, median', median(home.whole), median(home.raw)),
      result(
        'an input on Home until the next paint, worst of a visit',
        'ms, median',
        median(inputs.ours),
        median(inputs.raw),
        `its wait before the page works on it: ${median(inputs.delay).toFixed(1)} ms; the browser tells in steps of 8 ms`,
      ),
      ...pages.flatMap((page) => {
        const name = `questions of ${page === '' ? 'Home' : page}, ${million}`;
        const raw = quantile(bareAnswer, 0.95);
        const unit = 'ms, 95th percentile';
        return [
          result(`${name}, as its browser waits for them`, unit, quantile(waited.get(page) ?? [], 0.95), raw),
          result(`${name}, all at once from a program`, unit, quantile(again.get(page) ?? [], 0.95), raw),
        ];
      }),
    ];
  } finally {
    await browser.close();
    bare.closeAllConnections();
    bare.close();
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Cookies = Parameters<BrowserContext['addCookies']>[0];

/** A window of its own each time: nothing is cached. */
async function visit<T>(browser: Browser, cookies: Cookies, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    context.setDefaultTimeout(patienceMs);
    await context.addCookies([...cookies]);
    await context.addInitScript(observers);
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

/** No placeholder is left. */
async function isWhole(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  const placeholders = page.locator('main [class*="skeleton"]');
  while ((await placeholders.count()) > 0) await placeholders.first().waitFor({ state: 'detached' });
}

/** What a person does first: looks for a page by name, and goes back. */
async function useHome(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await field.waitFor();
  await field.pressSequentially('carts');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'hidden' });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))');
}

interface Question {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: [string, string][];
}

/**
 * From the sent question to the last byte of its answer, by page: in the browser, which draws the page on the same cores
 * meanwhile, and asked again without one.
 */
async function timesOfQuestions(browser: Browser, cookies: Cookies, storeUrl: string) {
  const waited = new Map<string, number[]>(pages.map((page) => [page, []]));
  const again = new Map<string, number[]>(pages.map((page) => [page, []]));
  for (const path of pages) {
    let questions: readonly Question[] = [];
    for (let round = -1; round < rounds; round++)
      await visit(browser, cookies, async (page) => {
        await page.addInitScript(recorder);
        page.on('requestfinished', (request) => {
          const isQuestion = new URL(request.url()).pathname.startsWith('/v1/');
          const { requestStart, responseEnd } = request.timing();
          if (isQuestion && round >= 0) waited.get(path)?.push(responseEnd - requestStart);
        });
        await page.goto(storeUrl + path);
        await isWhole(page);
        await page.waitForLoadState('networkidle');
        questions = await page.evaluate<readonly Question[]>('asked');
      });
    // What changes something is left out: a ticket of the live connection.
    const reads = questions.filter(({ method, url }) => method === 'GET' || url.endsWith('/v1/analytics/queries'));
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    for (let round = 0; round < rounds; round++)
      await Promise.all(
        reads.map(async ({ method, url, body, headers }) => {
          const since = performance.now();
          const answer = await fetch(url, {
            method,
            headers: [...headers, ['cookie', cookie], ['origin', new URL(url).origin]],
            ...(body && { body }),
          });
          if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
          await answer.text();
          again.get(path)?.push(performance.now() - since);
        }),
      );
  }
  return { waited, again };
}

async function timesOf(count: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const since = performance.now();
    await work();
    times.push(performance.now() - since);
  }
  return times;
}

function worst({ inputs }: Seen, what: 'delayMs' | 'wholeMs'): number {
  return Math.max(0, ...inputs.map((input) => input[what]));
}

function result(name: string, unit: string, ours: number, raw: number, note?: string): BenchResult {
  return { name, unit, ours, raw, ratio: raw / ours, ...(note && { note }) };
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, vi } from 'vitest';
import { newAdminKey, startProduct } from '../../../tools/product/start-product.ts';
import { anyFreePort } from '../../../workers/stack/choose-port.ts';
import { accessibilityProblems, sidewaysScroll } from './look.ts';

export const patience = { timeout: 100_000, interval: 500 };

/** Where pictures are kept; without it none are taken. */
export const picturesFolder = process.env['DASHBOARD_PICTURES'];

/** A fresh installation, as the first start makes it, and the link that it prints. */
export async function install(env: Readonly<Record<string, string>>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-journey-'));
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env });
  onTestFinished(async () => {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  // A person reads what is where when everything is there, the demo shop too.
  await vi.waitUntil(() => /ready\./.test(readFileSync(join(dataDir, 'product.log'), 'utf8')), patience);
  const url = product.url.replace('127.0.0.1', 'localhost');
  const answer = await fetch(`${url}/v1/account-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { url: link } = (await answer.json()) as { readonly url: string };
  return { url, link };
}

/** Prints how long each step of the way took, and keeps a picture of it where a folder for them is set. */
export function startWay(way: string) {
  const began = performance.now();
  let number = 0;
  return async (page: Page, name: string, { judged = true }: { readonly judged?: boolean } = {}) => {
    number += 1;
    await closeToasts(page);
    // What lies below the bar that stays on top cannot be judged either.
    await page.evaluate('scrollTo(0, 0)');
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    process.stdout.write(`  ${seconds.padStart(6)} s  ${number}. ${name}\n`);
    if (picturesFolder) await page.screenshot({ path: join(picturesFolder, `${way}-${number}.png`), fullPage: true });
    // What scrolls by, or is cut by an edge, cannot be judged: the tests of each page look at it at rest.
    if (judged) expect.soft(await accessibilityProblems(page), `${name}: accessibility`).toEqual([]);
    expect.soft(await sidewaysScroll(page), `${name}: sideways scroll`).toBe(0);
  };
}

/** What was said before lies over what is looked at, which cannot be judged below it. */
async function closeToasts(page: Page): Promise<void> {
  // An open dialog keeps clicks from them.
  if ((await page.getByRole('dialog').count()) > 0) return;
  const close = page.getByRole('status').getByRole('button', { name: 'Close' });
  while ((await close.count()) > 0) await close.first().click();
}

export async function makeAccount(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('E-mail address').fill('ada@team.example');
  await page.getByLabel('Your name, as your team sees it').fill('Ada Berger');
  await page.getByLabel('Password', { exact: true }).fill('a sentence that only tests know');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
}

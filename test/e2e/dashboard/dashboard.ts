import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { watchContract } from '../contract.ts';
import { test as base } from '../fixtures.ts';
import { openContext } from '../open-context.ts';
import { type Account, newAccount, type TeamRole } from './accounts.ts';
import { accessibilityProblems, sidewaysScroll } from './look.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly locale: 'en' | 'de';
  readonly width: number;
}

const wide: Look = { theme: 'light', locale: 'en', width: 1280 };
/** Every page is looked at like this: both themes, and German on a phone. */
export const looks: readonly Look[] = [
  wide,
  { theme: 'dark', locale: 'en', width: 1280 },
  { theme: 'light', locale: 'de', width: 390 },
  { theme: 'dark', locale: 'de', width: 390 },
];

/** Where pictures are kept; without it none are taken. */
const picturesFolder = process.env['DASHBOARD_PICTURES'];

export interface Dashboard {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly storeId: string;
  readonly account: Account;
  /** Opens a path below the store's address and waits until it shows its content. */
  open(path: string): Promise<void>;
  /**
   * Looks at the page as it is: no finding of axe, no sideways scroll, no error in the console, nothing that the content
   * policy refused, no request to another host,
   * nothing exchanged with the API that its document does not say. Takes a picture when a folder for them is set.
   */
  check(name: string): Promise<void>;
}

export interface OpenDashboard {
  readonly storeId: string;
  readonly role?: TeamRole;
  readonly look?: Partial<Look>;
}

/** `openDashboard` signs a new person in and opens the dashboard of a store in a window of its own. */
export const test = base.extend('openDashboard', ({ product, browser }, { onCleanup }) => {
  const contexts: BrowserContext[] = [];
  onCleanup(async () => {
    await Promise.all(contexts.map((context) => context.close()));
  });
  return async ({ storeId, role = 'store_owner', look }: OpenDashboard): Promise<Dashboard> => {
    const { theme, locale, width } = { ...wide, ...look };
    const url = product.url.replace('127.0.0.1', 'localhost');
    const context = await openContext(browser, {
      viewport: { width, height: 900 },
      colorScheme: theme,
      locale: locale === 'de' ? 'de-AT' : 'en-GB',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const account = await newAccount(context, { url, adminKey: product.adminKey, storeId, role });
    const page = await context.newPage();
    const problems = watchProblems(page, url);
    const contract = watchContract(context, url);
    return {
      page,
      context,
      storeId,
      account,
      async open(path) {
        await page.goto(`${url}/stores/${storeId}${path}`);
        await page
          .locator('main h1')
          .first()
          .waitFor()
          .catch((cause: unknown) => {
            throw new Error(`${path} shows no heading: ${problems.join(' · ') || 'no error in the console'}`, {
              cause,
            });
          });
      },
      async check(name) {
        await settle(page);
        // What lies below the bar that stays on top cannot be judged.
        await page.evaluate('scrollTo(0, 0)');
        if (picturesFolder) await takePicture(page, join(picturesFolder, `${name}-${theme}-${locale}-${width}.png`));
        expect(await accessibilityProblems(page), `${name}: accessibility`).toEqual([]);
        expect(await sidewaysScroll(page), `${name}: sideways scroll`).toBe(0);
        expect(problems, `${name}: console, content policy, other hosts`).toEqual([]);
        expect(await contract.problems(), `${name}: contract with the API`).toEqual([]);
      },
    };
  };
});

/** The whole page in a window that is as high: what sticks to the window stands where a person sees it. */
async function takePicture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  if (size) await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  await page.screenshot({ path });
  if (size) await page.setViewportSize(size);
}

const idleMsMax = 5_000;

/**
 * Waits until nothing is loaded any more. Of a frame in a process of its own the end of a request may go unheard: then the
 * placeholders of the page have to be gone.
 */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: idleMsMax }).catch(() => undefined);
  await vi.waitUntil(async () => (await page.locator('main [class*="skeleton"]').count()) === 0, { timeout: 60_000 });
}

function watchProblems(page: Page, url: string): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !address.startsWith('data:') && !address.startsWith(url.replace('http', 'ws')))
      problems.push(`request to another host: ${address}`);
  });
  return problems;
}

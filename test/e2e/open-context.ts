import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFailed } from 'vitest';

/** Ends what hangs; a page that takes a second alone takes a minute beside a build. */
const patienceMs = 180_000;
const textShownMax = 600;

/** A window of its own to the browser, that waits as long as a busy machine needs; where its test fails, it says what it shows. */
export async function openContext(browser: Browser, options?: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patienceMs);
  onTestFailed(async () => {
    for (const page of context.pages()) console.error(await textOf(page));
  });
  return context;
}

async function textOf(page: Page): Promise<string> {
  const text = await page.evaluate<string>('document.body.innerText').catch(() => 'was closed');
  return `${page.url()} showed: ${text.slice(0, textShownMax)}`;
}

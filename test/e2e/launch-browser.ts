import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

const found = findBrowser();
/** The browser to look with; tests that need it are skipped, and named at the end, where there is none. */
export const chromiumPath = found?.path;

/** A Chromium without a sandbox, because containers run it as root. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: { ...process.env, ...found?.env },
  });
}

import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Chromium sometimes never says that a context with a message under way is closed; its end closes it for certain. */
const closeMsMax = 5_000;

/** Closes a context when the test has ended. */
export function closeLater(context: BrowserContext): void {
  onTestFinished(() => Promise.race([context.close(), delay(closeMsMax, undefined, { ref: false })]));
}

import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject, vi } from 'vitest';

const waitMsMax = 300_000;

/** Work with what the product has once, such as its link for a new account: files that run side by side take turns. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = join(inject('product').locks, name);
  await vi.waitFor(() => mkdirSync(lock), { timeout: waitMsMax, interval: 50 });
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

import { proxyActivities, sleep } from '@temporalio/workflow';

interface BareActivities {
  first(): Promise<void>;
  second(): Promise<void>;
}
const { first, second } = proxyActivities<BareActivities>({ startToCloseTimeout: '10 seconds' });

/** The least that a recovery could be: something, a wait, something else. */
export async function bare(waitMs: number): Promise<void> {
  await first();
  await sleep(waitMs);
  await second();
}

import { join } from 'node:path';
import { bannerOf } from '../demo/banner.ts';
import { startLiveLine } from '../demo/live-line.ts';
import type { DemoPages } from '../demo/pages.ts';
import { startDemo } from '../demo/start-demo.ts';
import { system } from '../domain/actor.ts';
import { showsSandbox } from '../runtime/config.ts';
import { makeFirstLink } from '../services/accounts/links/make.ts';
import type { Deps } from './deps.ts';

/**
 * Says what is where and, if there are pages for it, lets the demo's shoppers in. Gives the function that ends it.
 * `url` is where the API listens, without a slash at its end.
 */
export async function showDemo(
  { config, secrets, temporal, log, database }: Deps,
  url: string,
  pages: DemoPages | null,
): Promise<() => Promise<void>> {
  const demo =
    pages &&
    (await startDemo({
      url,
      adminKey: secrets.operatorKey(),
      stateFile: join(config.dataDir, 'demo.json'),
      pages,
      onFailure: (error) => log.warn({ err: error }, 'a demo shopper gave up'),
    }));
  const setUp = await makeFirstLink({ database, publicUrl: () => url, now: Date.now }, { actor: system });
  const banner = bannerOf({
    setUpUrl: setUp?.url ?? null,
    apiUrl: url,
    temporalUiUrl: temporal.uiUrl ?? null,
    outboxUrl: showsSandbox(config) ? `${url}/outbox` : null,
    dataDir: config.dataDir,
    showKeys: process.stdout.isTTY === true,
    // One that was given is known already.
    adminKey: config.adminApiKey ? null : secrets.operatorKey(),
    demo,
  });
  process.stdout.write(`${banner}\n`);
  const line = demo && startLiveLine({ readCounts: demo.readCounts, out: process.stdout });
  return async () => {
    // biome-ignore lint/nursery/noFloatingPromises: the line stops at once; the rule takes it for the demo.
    line?.stop();
    await demo?.stop();
  };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '../workers/stack/choose-port.ts';
import { newAdminKey, type Product, startProduct } from './product/start-product.ts';
import { type ReplayOptions, readOptions, usage } from './replay/options.ts';
import { showProgress } from './replay/progress.ts';
import { reportLines } from './replay/report.ts';
import { type ReplayRun, runReplay } from './replay/run-replay.ts';
import { createStoreReader } from './replay/store-reader.ts';
import { createApiClient } from './traffic/api-client.ts';
import { openStore } from './traffic/open-store.ts';

if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
process.exitCode = await main(parse(process.argv.slice(2)));

async function main(options: ReplayOptions): Promise<number> {
  const target = options.target ? givenTarget(options) : await startEmbedded();
  try {
    const report = await runReplay({ options, openTarget: target.openTarget, show: showProgress(process.stderr) });
    for (const line of reportLines(report)) console.log(line);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.failures.length === 0 ? 0 : 1;
  } finally {
    await target.stop();
  }
}

interface Target {
  readonly openTarget: ReplayRun['openTarget'];
  stop(): Promise<void>;
}

/** A stack of its own in a temporary folder: nothing of it stays. */
async function startEmbedded(): Promise<Target> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-replay-'));
  console.error('Starting an embedded stack …');
  const adminKey = newAdminKey();
  let product: Product;
  try {
    // At a high scale a store's hour is a moment, so carts are looked for more often than usual.
    product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: { SWEEP_INTERVAL_MS: '50' } });
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    async openTarget(scale: number) {
      const { apiKey } = await openStore({ url: product.url, adminKey, name: 'Replay', timeScale: scale });
      return { url: product.url, key: apiKey, scale };
    },
    async stop() {
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The clock of a store that is there already stays as it is, unless a scale was asked for, and then until the end. */
function givenTarget({ target, scale: wanted }: ReplayOptions): Target {
  if (!target) throw new Error('no target was given');
  const client = createApiClient(target);
  let before: number | undefined;
  return {
    async openTarget() {
      const { timeScale } = await createStoreReader(client).store();
      if (wanted === undefined || wanted === timeScale) return { ...target, scale: timeScale };
      await client.patch('/v1/store', { timeScale: wanted });
      before = timeScale;
      return { ...target, scale: wanted };
    },
    async stop() {
      if (before !== undefined) await client.patch('/v1/store', { timeScale: before });
    },
  };
}

function parse(args: readonly string[]): ReplayOptions {
  try {
    return readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}

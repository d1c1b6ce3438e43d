import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { secondMs } from '../../../domain/duration.ts';
import type { StorefrontEvent } from '../../../events/event.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { startRecordingProvider } from '../../../test/recording-provider.ts';
import { anyFreePort } from '../../../workers/stack/choose-port.ts';
import { newAdminKey, type Product, startProduct } from '../../product/start-product.ts';
import { type ApiClient, createApiClient } from '../../traffic/api-client.ts';
import { openStore } from '../../traffic/open-store.ts';

export interface RestoreSummary {
  /** People who left a cart: written to before the backup, around it and until the loss, and after the restore. */
  readonly people: { readonly before: number; readonly during: number; readonly after: number };
  readonly backupMs: number;
  readonly restoreMs: number;
  /** Carts that differ from what an independent fold makes of everything that was acknowledged. */
  readonly cartsLost: number;
  readonly writtenToTwice: number;
  /** People of after the restore who were written to. */
  readonly writtenToAfter: number;
  /** Sent between the restore and its release. */
  readonly sentWhileHeld: number;
  readonly breaches: number;
}

/** An hour of the store is a second: a cart is left after one, and written to after one more. */
const timeScale = 3_600;
const people = { before: 20, during: 20, after: 10 } as const;
const pollMs = 250;
const patienceMs = 180 * secondMs;
const root = join(import.meta.dirname, '..', '..', '..');

/**
 * The whole story of a loss: the product writes to people, is copied while it does, writes to more, and is gone with its disk. A
 * new one is set up from the copy and released. Held beside what the vendor of messages truly took, and beside a fold of the events.
 */
export async function runRestore({
  folder,
  print,
}: {
  readonly folder: string;
  readonly print: (line: string) => void;
}): Promise<RestoreSummary> {
  const vendor = await startRecordingProvider();
  const [adminKey, port] = [newAdminKey(), await anyFreePort()];
  const env = {
    ...{ EMAIL_PROVIDER: 'resend', RESEND_API_KEY: 're_test', RESEND_BASE_URL: vendor.url, SWEEP_INTERVAL_MS: '100' },
    ...{ ADMIN_API_KEY: adminKey, LINK_SECRET: 'a-secret-of-this-drill-that-is-long-enough', PORT: String(port) },
  };
  const [lost, found, backup] = [join(folder, 'lost'), join(folder, 'found'), join(folder, 'backup')];
  const start = (dataDir: string) => startProduct({ dataDir, port, adminKey, env });
  const writtenTo = () => new Set(vendor.accepted.map(({ to }) => to)).size;
  const told: StorefrontEvent[] = [];
  let product: Product | undefined;
  try {
    product = await start(lost);
    const { storeId, apiKey } = await openStore({ url: product.url, adminKey, name: 'Shop', timeScale });
    const shop = createApiClient({ url: product.url, key: apiKey, storeId });
    const leave = async (when: keyof typeof people) => {
      const events = Array.from({ length: people[when] }, (_, nth) => leftCart(`${when}-${nth}`)).flat();
      await shop.post('/v1/events', { events });
      told.push(...events);
    };
    await leave('before');
    await until('the first are written to', () => writtenTo() === people.before);
    await leave('during');
    const backupMs = await runScript('backup', ['--to', backup], { ...env, DATA_DIR: lost });
    await until('those of the backup are written to', () => writtenTo() === people.before + people.during);
    process.kill(product.pid, 'SIGKILL');
    await product.exited;
    product = undefined;
    rmSync(lost, { recursive: true, force: true, maxRetries: 20 });
    print(`copied in ${backupMs} ms, then written to ${writtenTo()} people, and lost`);

    const restoreMs = await runScript('restore', ['--from', backup], { ...env, DATA_DIR: found });
    const takenBefore = vendor.accepted.length;
    product = await start(found);
    await leave('after');
    await until('every cart is there', async () => (await cartsOf(shop)).size === foldEvents(told).size);
    const cartsLost = await countDifferent(shop, told);
    const sentWhileHeld = vendor.accepted.length - takenBefore;
    await until('it is released', () => tryScript('restore', ['--release'], { ...env, DATA_DIR: found }));
    await until('those of after are written to', () => writtenTo() === people.before + people.during + people.after);
    const writtenToTwice = vendor.accepted.length - writtenTo();
    const writtenToAfter = writtenTo() - people.before - people.during;
    const breaches = cartsLost + writtenToTwice + sentWhileHeld + (people.after - writtenToAfter);
    print(
      `set up in ${restoreMs} ms: ${cartsLost} carts differ, ${writtenToTwice} messages twice, ${sentWhileHeld} while held, ${writtenToAfter} of ${people.after} written to after it`,
    );
    return { people, backupMs, restoreMs, cartsLost, writtenToTwice, writtenToAfter, sentWhileHeld, breaches };
  } finally {
    await product?.stop();
    await vendor.close();
  }
}

function leftCart(name: string): readonly StorefrontEvent[] {
  const who = { customerId: name, email: `${name}@example.com` };
  const base = () => ({ id: randomUUID(), occurredAt: new Date().toISOString(), who });
  const lines = [{ productId: `p-${name}`, quantity: 2, unitPriceMinor: 1_250, name: 'Lipstick' }];
  return [
    { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout', textVersion: '1' },
    { ...base(), type: 'cart_updated', cartId: `cart-${name}`, lines, currency: 'EUR' },
  ];
}

const cartsSchema = z.object({
  items: z.array(z.object({ externalId: z.string(), status: z.string(), valueMinor: z.int().nullable() })),
});

async function cartsOf(shop: ApiClient): Promise<ReadonlyMap<string, string>> {
  const { items } = cartsSchema.parse(await shop.get('/v1/carts?limit=100'));
  return new Map(items.map(({ externalId, status, valueMinor }) => [externalId, `${status} ${valueMinor}`]));
}

async function countDifferent(shop: ApiClient, told: readonly StorefrontEvent[]): Promise<number> {
  const kept = await cartsOf(shop);
  return [...foldEvents(told)].filter(([id, { status, valueMinor }]) => kept.get(id) !== `${status} ${valueMinor}`)
    .length;
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`not within ${patienceMs} ms: ${what}`);
    await delay(pollMs);
  }
}

type Script = 'backup' | 'restore';
type Env = Readonly<Record<string, string>>;

/** As an operator does, in milliseconds. */
async function runScript(name: Script, args: readonly string[], env: Env): Promise<number> {
  const startedAt = performance.now();
  if (!(await tryScript(name, args, env))) throw new Error(`${name} failed`);
  return Math.round(performance.now() - startedAt);
}

async function tryScript(name: Script, args: readonly string[], env: Env): Promise<boolean> {
  const child = spawn(process.execPath, [join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close');
  return code === 0;
}

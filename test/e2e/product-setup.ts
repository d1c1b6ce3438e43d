import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { newAdminKey, startProduct } from '../../tools/product/start-product.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { inboundDomain, signedMailRequest } from '../signed-mail.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    product: { readonly url: string; readonly adminKey: string };
  }
}

const root = join(import.meta.dirname, '..', '..');

/** Builds the dashboard and starts the whole product once for all files: each test makes stores of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [join(root, 'web', 'scripts', 'build.ts')], { cwd: root, stdio: 'inherit' });
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-e2e-'));
  const adminKey = newAdminKey();
  const product = await startProduct({
    dataDir,
    port: await anyFreePort(),
    adminKey,
    // Pages and APIs of shops are on this machine here.
    env: {
      ...{ SWEEP_INTERVAL_MS: '100', PLATFORM_API_LOOPBACK: 'true' },
      ...{ INBOUND_EMAIL_DOMAIN: inboundDomain, INBOUND_EMAIL_SECRET: signedMailRequest.secret },
    },
  });
  project.provide('product', { url: product.url, adminKey });
  return async () => {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

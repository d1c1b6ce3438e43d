import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, stop } from 'esbuild';
import { type ScriptConfig, type StorefrontScripts, scriptOf } from '../api/storefront-scripts.ts';

const folder = join(import.meta.dirname, '..', 'storefront');

/** Makes the scripts for browsers out of their sources: a few dozen milliseconds at the start, and never a stale copy. */
export async function bundleStorefront(): Promise<StorefrontScripts> {
  const [snippet, shopifyPixel] = await Promise.all([bundle('snippet.ts'), bundle('shopify-pixel.ts')]);
  // Its service would stay as a process beside the engine for as long as that runs.
  await stop();
  return { snippet, shopifyPixel };
}

/** Largest script that a page has to load, compressed. */
export const snippetBytesMax = 5_000;

/** Settings as long as a store's may well be. */
const longConfig: ScriptConfig = {
  key: 'pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10',
  url: 'https://cart-recovery.eu-central-1.some-merchant.example',
  consentRequired: false,
  honourSignals: false,
  autoCapture: false,
  emailCapture: false,
  restoreCarts: false,
};

/** What a bundled script weighs on its way to a browser, in bytes. */
export function servedBytes(script: string): number {
  return gzipSync(scriptOf(script, longConfig), { level: 9 }).length;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, entry)],
    tsconfigRaw: '{}',
    bundle: true,
    minify: true,
    // In the wrapper that carries the settings, everything is inside a function already.
    format: 'esm',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  const text = outputFiles[0]?.text;
  if (text === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return text.trim();
}

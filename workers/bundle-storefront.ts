import { join } from 'node:path';
import { build } from 'esbuild';
import type { StorefrontScripts } from '../api/storefront-scripts.ts';

const folder = join(import.meta.dirname, '..', 'storefront');

/** Makes the scripts for browsers out of their sources: a few dozen milliseconds at the start, and never a stale copy. */
export async function bundleStorefront(): Promise<StorefrontScripts> {
  const [snippet, shopifyPixel] = await Promise.all([bundle('snippet.ts'), bundle('shopify-pixel.ts')]);
  return { snippet, shopifyPixel };
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

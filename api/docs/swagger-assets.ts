import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Asset {
  readonly body: string;
  readonly contentType: string;
}

const types = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;
export type SwaggerFile = keyof typeof types;

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const read = new Map<SwaggerFile, Asset>();

/** A file of the documentation's viewer, from our own disk: the page loads nothing from elsewhere. Read once. */
export function swaggerAsset(file: SwaggerFile): Asset {
  const known = read.get(file);
  if (known) return known;
  const asset = { body: readFileSync(join(folder, file), 'utf8'), contentType: types[file] };
  read.set(file, asset);
  return asset;
}

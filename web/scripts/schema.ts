import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';
import { describeApi } from './describe-api.ts';

/**
 * Writes the types of the dashboard's API client from the API's own document; with `--check` it only tells whether they are
 * up to date.
 *
 *   npm run web:schema
 */
const file = join(import.meta.dirname, '..', 'src', 'api', 'generated', 'schema.ts');
const head = '// Written by `npm run web:schema` from the routes in api/: change those.\n';
const document = await describeApi();
const text = head + astToString(await openapiTypes(JSON.stringify(document)));

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('web/src/api/generated/schema.ts is out of date: run "npm run web:schema" and commit it.');
  process.exitCode = 1;
}

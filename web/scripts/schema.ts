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
const text =
  head + astToString(await openapiTypes(JSON.stringify(await describeSuccesses()), { defaultNonNullable: false }));

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('web/src/api/generated/schema.ts is out of date: run "npm run web:schema" and commit it.');
  process.exitCode = 1;
}

/**
 * The document with the successful answers only: every refusal has one shape, which `ApiError` reads, and written out for
 * each status of each route it is two thirds of all types.
 */
async function describeSuccesses(): Promise<unknown> {
  const { paths, ...document } = (await describeApi()) as {
    readonly paths: Readonly<
      Record<string, Readonly<Record<string, { readonly responses?: Record<string, unknown> }>>>
    >;
  };
  const successful = mapValues(paths, (methods) =>
    mapValues(methods, (operation) =>
      operation.responses === undefined
        ? operation
        : {
            ...operation,
            responses: Object.fromEntries(
              Object.entries(operation.responses).filter(([status]) => status.startsWith('2')),
            ),
          },
    ),
  );
  return { ...document, paths: successful };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

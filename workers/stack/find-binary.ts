import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StackError } from './stack-error.ts';

/** Programs that `npm run setup` finds on PATH or fetches, and links into the project's cache. */
export type BinaryName = 'temporal' | 'temporal-test-server' | 'valkey-server';

const variables: Record<BinaryName, string> = {
  temporal: 'TEMPORAL_CLI_PATH',
  'temporal-test-server': 'TEMPORAL_TEST_SERVER_PATH',
  'valkey-server': 'VALKEY_SERVER_PATH',
};

/** The explicitly set program, or the one in the project's cache. */
export function findBinary(name: BinaryName, explicitPath: string | undefined): string {
  const path = explicitPath ?? fileURLToPath(new URL(`../../.cache/bin/${name}`, import.meta.url));
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch (error) {
    throw new StackError(
      `${path} cannot be run: set ${variables[name]} to a ${name} program, or run "npm run setup" to fetch one.`,
      { cause: error },
    );
  }
}

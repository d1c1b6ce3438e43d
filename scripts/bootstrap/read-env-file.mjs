import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import util from 'node:util';

/** The settings in `.env`, which count less than those of the environment; older Node versions cannot read it yet. */
export function readEnvFile(root) {
  const file = join(root, '.env');
  return util.parseEnv && existsSync(file) ? util.parseEnv(readFileSync(file, 'utf8')) : {};
}

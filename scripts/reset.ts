import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../runtime/config.ts';
import { claimFolder } from '../workers/stack/claim-folder.ts';
import { StackError } from '../workers/stack/stack-error.ts';
import { stopLeftovers } from '../workers/stack/stop-process.ts';
import { ourFolders } from './store/our-folders.ts';

try {
  await reset(loadConfig(process.env).dataDir);
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Forgets everything that the embedded servers hold; the next start begins anew. Refused while an engine runs on it. */
async function reset(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return console.log(`${dataDir} does not exist: there is nothing to forget.`);
  claimFolder(dataDir);
  await stopLeftovers(dataDir);
  for (const name of ourFolders) rmSync(join(dataDir, name), { recursive: true, force: true });
  const rest = readdirSync(dataDir);
  console.log(`${dataDir} is empty again${rest.length > 0 ? `, except for ${rest.join(', ')}` : ''}.`);
}

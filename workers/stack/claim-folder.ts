import { accessSync, constants, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../../runtime/private-folder.ts';
import { findNotedProcess, noteProcess } from './process-identity.ts';
import { StackError } from './stack-error.ts';

/**
 * Takes the data folder for this process, since the embedded ClickHouse allows no second one, and closes it to other
 * users of the machine. A claim left by a killed process does not count. Returns the function that gives the folder back.
 */
export function claimFolder(folder: string): () => void {
  const claim = join(folder, 'run', 'owner');
  try {
    makePrivateFolder(folder);
    makePrivateFolder(join(folder, 'run'));
    accessSync(join(folder, 'run'), constants.W_OK);
  } catch (error) {
    throw new StackError(
      `The data folder ${folder} cannot be written to: give this user the right to, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  const owner = findNotedProcess(claim);
  if (owner !== undefined && owner !== process.pid) {
    throw new StackError(
      `The data folder ${folder} is in use by process ${owner}: stop that one, or set DATA_DIR to another folder.`,
    );
  }
  noteProcess(claim, process.pid);
  return () => rmSync(claim, { force: true });
}

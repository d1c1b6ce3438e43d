import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** The sticky bit: a folder that everybody may write to, such as /tmp. */
const sharedByAll = 0o1000;

/**
 * Makes a folder that only its owner may enter, and closes one that is there already: its files hold addresses and keys
 * in clear. A folder that is meant for all users, or that belongs to another one, stays as it is.
 */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode, uid } = statSync(path);
  if ((mode & sharedByAll) === 0 && uid === (process.getuid?.() ?? uid) && (mode & 0o077) !== 0) chmodSync(path, 0o700);
}

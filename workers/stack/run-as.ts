import { statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface UnixUser {
  readonly uid: number;
  readonly gid: number;
}

/** A command line together with the user that Node has to start it as. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: UnixUser;
}

/**
 * How to run a program as `user`, or as ourselves without one. Where that user may not even enter the folders on the
 * way (a project in root's home), the program keeps the one right to do so, also when it only asks whether it may.
 */
export function runAs(
  user: UnixUser | undefined,
  command: string,
  args: readonly string[],
  folder: string,
): Invocation {
  if (!user) return { command, args };
  if ([command, folder].every((path) => mayEnter(user, dirname(path)))) return { command, args, user };
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return { command: 'setpriv', args: [...identity, ...rights, command, ...args] };
}

function mayEnter(user: UnixUser, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (folder === '/' || mayEnter(user, dirname(folder)));
}

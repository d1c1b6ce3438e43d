import { execFile } from 'node:child_process';
import { chownSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runAs, type UnixUser } from './run-as.ts';
import { StackError } from './stack-error.ts';

export interface InitPostgres {
  readonly initdb: string;
  readonly user: UnixUser | undefined;
  readonly dataDir: string;
  readonly cluster: string;
  readonly password: string;
  readonly durable: boolean;
}

/**
 * Creates the cluster next to its place and moves it there when it is whole, so that a start that was killed half-way
 * leaves nothing that looks finished. Sorting is by code point on every machine, whatever languages it has installed.
 */
export async function initPostgres({ initdb, user, dataDir, cluster, password, durable }: InitPostgres): Promise<void> {
  const unfinished = `${cluster}.new`;
  const passwordFile = join(dataDir, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [dataDir, passwordFile]) chownSync(path, user.uid, user.gid);
  const args = [
    '--pgdata',
    unfinished,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const run = runAs(user, initdb, durable ? args : [...args, '--no-sync'], dataDir);
  try {
    await promisify(execFile)(run.command, run.args, {
      ...run.user,
      cwd: dataDir,
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (error) {
    throw new StackError(
      `PostgreSQL could not create its folder ${cluster}: ${(error as { stderr?: string }).stderr?.trim() || String(error)}`,
      { cause: error },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}

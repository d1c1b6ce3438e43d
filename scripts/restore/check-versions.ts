import { execFileSync } from 'node:child_process';
import type { Config } from '../../runtime/config.ts';
import { findBinary } from '../../workers/stack/find-binary.ts';
import { postgresBinaries } from '../../workers/stack/postgres-binaries.ts';
import type { Manifest } from '../backup/manifest.ts';
import { Refusal } from '../store/ask-engine.ts';

/** `postgres (PostgreSQL) 18.6`, `Valkey server v=8.1.3 sha=…`. */
const postgresVersion = /\(PostgreSQL\) (\d{1,4})/;
const valkeyVersion = /v=(\d{1,4})\./;

/** @throws Refusal when a server here has another major version than the one that the backup was made of. */
export function checkVersions({ postgres, log }: Manifest, { valkeyServerPath }: Config): void {
  const ours = majorOf(postgresBinaries().postgres, postgresVersion);
  if (ours !== postgres.major) throw otherMajor('PostgreSQL', postgres.major, ours);
  if (log === null) return;
  const valkey = majorOf(findBinary('valkey-server', valkeyServerPath), valkeyVersion);
  if (valkey !== log.major) throw otherMajor('Valkey', log.major, valkey);
}

function majorOf(program: string, pattern: RegExp): number {
  return Number(pattern.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0);
}

function otherMajor(name: string, wanted: number, ours: number): Refusal {
  return new Refusal(
    `The backup was made of ${name} ${wanted}, and here is ${ours}: restore it with the version of the engine that made it. Nothing was changed.`,
  );
}

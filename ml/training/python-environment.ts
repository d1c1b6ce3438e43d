import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minuteMs } from '../../domain/duration.ts';
import { type ProgramOptions, runProgram } from './run-program.ts';
import { TrainingError } from './training-error.ts';

const probeTimeoutMs = 20_000;
const installTimeoutMs = 20 * minuteMs;
const requirementsPath = fileURLToPath(new URL('./requirements.txt', import.meta.url));
const isNewEnough = 'import sys, venv; sys.exit(sys.version_info < (3, 11))';

/**
 * The path of a Python with exactly the packages of requirements.txt, in `directory`. Made on first use (some 400 MB)
 * and again whenever the requirements change.
 */
export async function pythonEnvironment(
  directory: string,
  options: Omit<ProgramOptions, 'timeoutMs'>,
): Promise<string> {
  const python = join(directory, 'bin', 'python');
  const stampPath = join(directory, 'requirements.sha256');
  const stamp = createHash('sha256')
    .update(await readFile(requirementsPath))
    .digest('hex');
  if ((await readFile(stampPath, 'utf8').catch(() => '')) === stamp) return python;

  const base = await findPython(options);
  options.say(`Setting up Python packages in ${directory} (once, some 400 MB)`);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const install = [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--progress-bar=off',
    // A package that is not the one that was looked at is not run.
    '--require-hashes',
    '--requirement',
    requirementsPath,
  ];
  try {
    await runProgram(base, ['-m', 'venv', directory], { ...options, timeoutMs: installTimeoutMs });
    await runProgram(python, install, { ...options, timeoutMs: installTimeoutMs });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrainingError(
      'python_packages_failed',
      `The Python packages could not be installed; check that pip reaches its index.\n${reason}`,
    );
  }
  await writeFile(stampPath, stamp);
  return python;
}

async function findPython(options: Omit<ProgramOptions, 'timeoutMs'>): Promise<string> {
  for (const command of ['python3', 'python']) {
    const probe = runProgram(command, ['-c', isNewEnough], { ...options, timeoutMs: probeTimeoutMs });
    if (
      await probe.then(
        () => true,
        () => false,
      )
    )
      return command;
  }
  throw new TrainingError(
    'python_missing',
    'Python 3.11 or newer with venv was not found: install it (Debian and Ubuntu: apt-get install python3 python3-venv).',
  );
}

import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { binaries } from './binaries.mjs';
import { fetchBinary } from './fetch-binary.mjs';
import { findPython } from './find-python.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const versionTimeoutMs = 20_000;

/**
 * Finds each server program: the one set explicitly, else the first on PATH that is new enough, else the one in the
 * project's cache, else fetched into it. Gives the variables that name the explicit ones; the rest is in the cache.
 */
export async function findBinaries(root, env, progress) {
  const cache = join(root, '.cache', 'bin');
  mkdirSync(cache, { recursive: true });
  const missing = [];
  for (const binary of binaries) {
    if (env[binary.env]) await checkExplicit(binary, env[binary.env]);
    else if (!(await linkFromPath(binary, env.PATH ?? '', cache)) && !canRun(join(cache, binary.name)))
      missing.push(binary);
  }
  if (missing.length > 0) {
    // What a fetch that was broken off has left.
    for (const name of readdirSync(cache))
      if (name.startsWith('.')) rmSync(join(cache, name), { recursive: true, force: true });
    const python = await findPython(env, missing);
    const results = await Promise.allSettled(missing.map((binary) => fetchBinary(binary, python, cache, progress)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
  return Object.fromEntries(
    binaries.filter((binary) => env[binary.env]).map((binary) => [binary.env, resolve(env[binary.env])]),
  );
}

async function checkExplicit(binary, path) {
  const problem = canRun(path) ? await findProblem(binary, path) : 'cannot be run';
  if (problem)
    throw new SetupError(
      `${binary.env} is set to ${path}, which ${problem}: correct the path, or unset ${binary.env} to have one fetched.`,
    );
}

/** Puts a link to the program on PATH into the cache, where everything else looks. */
async function linkFromPath(binary, path, cache) {
  const link = join(cache, binary.name);
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const candidate = join(folder, binary.name);
    if (!canRun(candidate)) continue;
    if (linkTarget(link) === candidate) return true;
    if (await findProblem(binary, candidate)) continue;
    rmSync(`${link}.new`, { force: true });
    symlinkSync(candidate, `${link}.new`);
    renameSync(`${link}.new`, link);
    return true;
  }
  return false;
}

/** What is wrong with a program, as the end of "which …"; `undefined` when nothing is. */
async function findProblem(binary, path) {
  if (!binary.version) return undefined;
  const { code, output } = await runCommand(path, ['--version'], { timeoutMs: versionTimeoutMs });
  const version = binary.version.exec(output)?.[1];
  if (code !== 0 || !version) return `is no ${binary.title}`;
  return isAtLeast(version, binary.versionMin) ? undefined : `is version ${version} and ${binary.versionMin} is needed`;
}

export function isAtLeast(version, least) {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  const index = a.findIndex((part, i) => part !== b[i]);
  return index === -1 || a[index] > b[index];
}

function linkTarget(link) {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

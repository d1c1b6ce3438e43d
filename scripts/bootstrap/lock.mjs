import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 200;

/** Lets one set-up at a time work in the folder; the others wait. A lock whose process is gone does not count. */
export async function withLock(root, progress, work) {
  const file = join(root, '.cache', 'setup.lock');
  mkdirSync(join(root, '.cache'), { recursive: true });
  let waiting;
  while (!take(file)) {
    waiting ??= progress.step('Another set-up of this folder');
    await delay(pollMs);
  }
  waiting?.('finished');
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isRunning(Number(readFileSync(file, 'utf8') || process.pid))) return false;
    rmSync(file, { force: true });
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

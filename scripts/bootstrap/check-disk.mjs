import fs from 'node:fs';
import { SetupError } from './setup-error.mjs';

const megabyte = 1024 * 1024;

/** Better said before the download than after it. */
export function checkDisk(folder, mbMin) {
  // Node 18 has it only from 18.15 on; without it a full disk is told when it happens.
  const free = fs.statfsSync?.(folder);
  const freeMb = free ? Math.floor((free.bavail * free.bsize) / megabyte) : Number.POSITIVE_INFINITY;
  if (freeMb < mbMin)
    throw new SetupError(`The disk has ${freeMb} MB left and ${mbMin} MB are needed: free some space and start again.`);
}

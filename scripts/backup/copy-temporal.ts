import { existsSync } from 'node:fs';
import { Refusal } from '../store/ask-engine.ts';

/** In one step: a copy that pauses begins anew with each write of the server. */
const pagesPerStep = 1_000_000;

/**
 * Copies the workflows of the embedded Temporal while it runs, by SQLite's own way: never the file as it lies there, which a
 * write may have half changed.
 */
export async function copyTemporal(file: string, to: string): Promise<void> {
  if (!existsSync(file)) throw new Refusal(`${file} does not exist: the embedded Temporal has never run here.`);
  // Only this command needs it, and it announces itself as experimental.
  const { backup, DatabaseSync } = await import('node:sqlite');
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    await backup(source, to, { rate: pagesPerStep });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  try {
    const [checked] = copy.prepare('pragma quick_check').all();
    if (checked?.quick_check !== 'ok') throw new Error(`the copy of ${file} is damaged`);
  } finally {
    copy.close();
  }
}

import { dayMs } from '../../../domain/duration.ts';

/** How much of what fails is kept. What is above is dropped and counted; what the pipeline puts aside is never dropped. */
export const letterLimits = {
  /** Letters of one store that are not settled, and the bytes of all of its letters. */
  lettersPerStoreMax: 10_000,
  bytesPerStoreMax: 64 * 1024 * 1024,
  /** One letter. */
  letterBytesMax: 256 * 1024,
  /** Refused items of one store that one process keeps in a second. */
  lettersPerSecondMax: 100,
  /** Waiting in a process to be written. */
  waitingLettersMax: 5_000,
  waitingBytesMax: 16 * 1024 * 1024,
  /** Written in one statement. */
  lettersPerWriteMax: 500,
  /** Longest time between a refusal and its letter. */
  writePauseMs: 250,
  /** A letter that nobody settled loses its bytes after this. */
  retentionMs: 30 * dayMs,
} as const;

export type LetterLimits = { readonly [K in keyof typeof letterLimits]: number };

import { dayMs } from '../../../domain/duration.ts';

/** How much of what fails is kept. What is above is dropped and counted; what the pipeline puts aside is never dropped. */
export const deadLetterLimits = {
  /** Letters of one store that are not settled, and the bytes of all of its dead letters. */
  deadLettersPerStoreMax: 10_000,
  bytesPerStoreMax: 64 * 1024 * 1024,
  /** One dead letter. */
  deadLetterBytesMax: 256 * 1024,
  /** Refused items of one store that one process keeps in a second. */
  lettersPerSecondMax: 100,
  /** Waiting in a process to be written. */
  waitingDeadLettersMax: 5_000,
  waitingBytesMax: 16 * 1024 * 1024,
  /** Written in one statement. */
  lettersPerWriteMax: 500,
  /** Longest time between a refusal and its dead letter. */
  writePauseMs: 250,
  /** A dead letter that nobody settled loses its bytes after this. */
  retentionMs: 30 * dayMs,
} as const;

export type DeadLetterLimits = { readonly [K in keyof typeof deadLetterLimits]: number };

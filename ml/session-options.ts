import type { InferenceSession } from 'onnxruntime-node';

/** One thread, no pool: a second one spins on the cores that the rest of the process needs, and is slower for small batches. */
export const sessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
} as const satisfies InferenceSession.SessionOptions;

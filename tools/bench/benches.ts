import type { BenchResult } from './bench-result.ts';

/** A bench is a file in this folder and one line here. It starts its own servers, in a process of its own. */
export const benches: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  ingestion: async () => (await import('./ingestion.ts')).benchIngestion(),
  pipeline: async () => (await import('./pipeline.ts')).benchPipeline(),
  analytics: async () => (await import('./analytics.ts')).benchAnalytics(),
  kafka: async () => (await import('./kafka.ts')).benchKafka(),
  webhooks: async () => (await import('./webhooks.ts')).benchWebhooks(),
  metering: async () => (await import('./metering.ts')).benchMetering(),
  sweep: async () => (await import('./sweep.ts')).benchSweep(),
  fairness: async () => (await import('./fairness.ts')).benchFairness(),
  live: async () => (await import('./live.ts')).benchLive(),
  recoveries: async () => (await import('./recoveries.ts')).benchRecoveries(),
  training: async () => (await import('./training.ts')).benchTraining(),
  prediction: async () => (await import('./prediction.ts')).benchPrediction(),
  dashboard: async () => (await import('./dashboard.ts')).benchDashboard(),
  'dry-run': async () => (await import('./dry-run.ts')).benchDryRun(),
  auth: async () => (await import('./auth.ts')).benchAuth(),
  privacy: async () => (await import('./privacy.ts')).benchPrivacy(),
};

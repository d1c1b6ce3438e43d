import { z } from 'zod';

/** What the trainer says about a model: the pin between an artifact and the code that may serve it. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A plain file name: an artifact lies beside its manifest and nowhere else. */
const artifact = z.object({ file: z.string().regex(/^[\w-]+\.\w+$/), bytes: z.int().positive(), sha256 });
const measured = z.object({ mean: z.number(), sd: z.number(), low: z.number(), high: z.number() });

export const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  modelVersion: z.string().regex(/^[\w.-]{1,64}$/),
  featureSet: z.object({
    name: z.string(),
    version: z.int(),
    hash: sha256,
    features: z
      .array(z.object({ name: z.string().min(1).max(100), unit: z.string().max(100) }))
      .min(1)
      .max(256)
      .refine((features) => new Set(features.map(({ name }) => name)).size === features.length, 'a name comes twice'),
  }),
  /** The rows of `parity` lie beside manifests of before they were named here, as `parity-rows.json`. */
  artifacts: z.object({ model: artifact, trees: artifact, parity: artifact.optional() }),
  training: z.object({
    name: z.string(),
    url: z.url(),
    doi: z.string(),
    licence: z.string(),
    attribution: z.string(),
    label: z.string(),
    rows: z.int().positive(),
    positives: z.int().positive(),
    /** A day; absent in manifests of before it was written down. */
    trainedAt: z.iso.date().optional(),
  }),
  metrics: z.object({ auc: measured, averagePrecision: measured, logLoss: measured, brier: measured }),
  calibration: z.object({ ece: z.number(), ecePerFold: z.number(), slope: z.number(), bins: z.int() }),
  /** The same model where product views are not observed. */
  withoutBrowsing: z.object({ auc: z.number() }),
  /** The recipe asked about months that come after those it learned from; absent in manifests of before this was measured. */
  seasonAhead: z
    .object({ learned: z.string(), asked: z.string(), rows: z.int(), auc: z.number(), ece: z.number() })
    .optional(),
  /** Of a model of what an action changes: the actions in the order of its answers, and how well each way of learning ranked. */
  uplift: z
    .object({
      learner: z.enum(['S', 'T', 'X', 'DR']),
      actions: z.array(z.string().min(1).max(40)).min(2).max(10),
      qini: z.record(z.string(), measured),
    })
    .optional(),
  /** Probability with the best F1 in training: the default of a rule that wants a yes or no. */
  threshold: z.number().min(0).max(1),
  gates: z.array(z.object({ name: z.string(), found: z.number(), asked: z.string(), passed: z.literal(true) })).min(1),
  parityRows: z.int().positive(),
  opset: z.record(z.string(), z.int()),
  libraries: z.record(z.string(), z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

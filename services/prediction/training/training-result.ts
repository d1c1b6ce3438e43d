import { z } from 'zod';
import { trainingGates } from '../../../domain/training/training-run.ts';

/** What a trainer of carts says at its end (`ml/training/cart_train.py`); probabilities from 0 to 1. */

const measured = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const measures = z.object({
  auc: measured,
  averagePrecision: measured,
  logLoss: measured,
  brier: measured,
  ece: measured,
});

export const trainingResultSchema = z.object({
  /** What was chosen: the served model moved to the level of these carts, or trees of their own. */
  candidate: z.enum(['served_moved', 'own_trees']),
  /** Log loss on the carts of the calibration; the lowest was chosen. */
  candidates: z.array(z.object({ name: z.enum(['served_moved', 'own_trees']), logLoss: z.number() })).max(10),
  gates: z
    .array(
      z.object({
        code: z.enum(trainingGates),
        name: z.string(),
        found: z.number(),
        asked: z.string(),
        passed: z.boolean(),
      }),
    )
    .max(20),
  /** On carts that came after those it learned from, with 95 % intervals; `served` is the model that answers now. */
  metrics: measures,
  served: measures,
  /** How much lower its log loss is than that of the served model. */
  gain: measured,
  slope: z.number(),
  reliability: z.array(z.object({ rows: z.int(), predicted: z.number(), observed: z.number() })).max(30),
  slices: z
    .array(
      z.object({
        by: z.enum(['store', 'month', 'value']),
        value: z.string(),
        rows: z.int(),
        buyers: z.int(),
        measures: z.object({ auc: measured, logLoss: measured, ece: measured }),
      }),
    )
    .max(100),
  importance: z.array(z.object({ feature: z.string(), share: z.number() })).max(50),
  rows: z.object({
    all: z.int(),
    buyers: z.int(),
    drawn: z.int(),
    learned: z.int(),
    calibrated: z.int(),
    asked: z.int(),
  }),
  /** Trees of its own; 0: the served ones. */
  rounds: z.int(),
  cpuSeconds: z.number(),
});
export type TrainingResult = z.infer<typeof trainingResultSchema>;

/** What a trainer of what messages change says at its end (`ml/training/decision_train.py`); chances and shares from 0 to 1. */
export const upliftResultSchema = z.object({
  /** The way of learning that was chosen, by its Qini on decisions between those that taught and those that measured. */
  learner: z.enum(['S', 'T', 'X', 'DR']),
  learners: z.array(z.object({ name: z.enum(['S', 'T', 'X', 'DR']), qini: z.number() })).max(10),
  /** Of its answers, in order; the first is to do nothing. */
  actions: z.array(z.string().max(40)).max(10),
  gates: trainingResultSchema.shape.gates,
  /** Of the first action, on the newest decisions, with 95 % intervals. */
  qini: measured,
  auuc: measured,
  /** What the action changes on average, as a share of people. */
  ate: measured,
  /** Purchases more per person, by the share of people who are written to. */
  curve: z.array(z.object({ share: z.number(), perPerson: z.number(), low: z.number(), high: z.number() })).max(50),
  beyondLuck: z.number(),
  rows: z.object({
    ...{ all: z.int(), buyers: z.int(), people: z.int(), none: z.int(), message: z.int(), offer: z.int() },
    ...{ learned: z.int(), chosen: z.int(), asked: z.int() },
  }),
  cpuSeconds: z.number(),
});
export type UpliftResult = z.infer<typeof upliftResultSchema>;

const anyResult = z.union([trainingResultSchema, upliftResultSchema]);
const stepLine = z.object({ phase: z.string().max(40), done: z.number().min(0).max(1) });
const endLine = z.discriminatedUnion('end', [
  z.object({ end: z.literal('trained'), result: anyResult }),
  z.object({ end: z.literal('refused'), gate: z.enum(trainingGates), result: anyResult.nullable() }),
]);

export type TrainerLine = z.infer<typeof stepLine> | z.infer<typeof endLine>;
export type TrainerEnd = z.infer<typeof endLine>;

/** A line of a trainer; undefined: it says nothing of that kind, as a warning of a library. */
export function readTrainerLine(line: string): TrainerLine | undefined {
  if (!line.startsWith('{')) return undefined;
  const parsed = z.union([endLine, stepLine]).safeParse(jsonOf(line));
  return parsed.success ? parsed.data : undefined;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

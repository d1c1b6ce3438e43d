import { z } from 'zod';
import { conversionNamed } from './conversions/index.ts';
import { fieldAt } from './event-fields.ts';
import { isRecord, type JsonRecord, type JsonValue, sameJson } from './json-value.ts';
import { everyItem, type Path, putAt, replaceAt, valuesAt } from './path.ts';

const path = z.array(z.string().max(200)).max(8).readonly();
const confidence = z.number().min(0).max(1);

/** One mechanical step of a repair; the same steps mend every dead letter of a cluster. */
export const repairStepSchema = z.discriminatedUnion('kind', [
  /** What is at one place belongs to another. */
  z.object({ kind: z.literal('move'), from: path, to: path, by: z.enum(['dictionary', 'matcher']), confidence }),
  /** A value is written in another form. */
  z.object({ kind: z.literal('convert'), at: path, conversion: z.string(), form: z.string(), confidence }),
  /** Exactly this value says nothing and is in the way. */
  z.object({ kind: z.literal('drop'), at: path, value: z.json(), confidence }),
]);
const repairStepsSchema = z.array(repairStepSchema).min(1).max(40).readonly();

export type RepairStep = z.infer<typeof repairStepSchema>;

/** Steps as they were stored. */
export function readSteps(stored: unknown): readonly RepairStep[] {
  return repairStepsSchema.parse(stored);
}

export interface StepContext {
  /** When the dead letter came, epoch milliseconds. */
  readonly receivedAt: number;
}

/** The document after the steps. Steps that find nothing to do change nothing: applied twice is applied once. */
export function applySteps(document: JsonValue, steps: readonly RepairStep[], context: StepContext): JsonValue {
  return steps.reduce((current, step) => applyStep(current, step, context), document);
}

/** The document before the steps, from the one after them alone; undefined: there is no way back. */
export function invertSteps(
  document: JsonValue,
  steps: readonly RepairStep[],
  context: StepContext,
): JsonValue | undefined {
  return steps
    .toReversed()
    .reduce<JsonValue | undefined>(
      (current, step) => (current === undefined ? undefined : invertStep(current, step, context)),
      document,
    );
}

/** Whether two repairs do the same; how sure somebody was does not count. */
export function sameSteps(one: readonly RepairStep[], other: readonly RepairStep[]): boolean {
  return sameJson(one.map(doing), other.map(doing));
}

function doing({ confidence: _, ...step }: RepairStep): JsonValue {
  return step as unknown as JsonValue;
}

function applyStep(document: JsonValue, step: RepairStep, context: StepContext): JsonValue {
  switch (step.kind) {
    case 'move':
      return move(document, step.from, step.to);
    case 'convert':
      return converted(document, step, context);
    case 'drop':
      return (
        replaceAt(document, step.at, (value) => (sameJson(value, step.value as JsonValue) ? undefined : value)) ?? null
      );
  }
}

function invertStep(document: JsonValue, step: RepairStep, context: StepContext): JsonValue | undefined {
  switch (step.kind) {
    case 'move':
      return move(document, step.to, step.from);
    case 'convert':
      return inverted(document, step, context);
    case 'drop':
      return putBack(document, step.at, step.value as JsonValue);
  }
}

/** Both paths lie in the same lists; what is in the way of a move stops it. Records that it empties are left out. */
function move(document: JsonValue, from: Path, to: Path): JsonValue {
  const shared = from.lastIndexOf(everyItem) + 1;
  const [source, target] = [from.slice(shared), to.slice(shared)];
  const moved = replaceAt(document, from.slice(0, shared), (holder) => {
    if (!isRecord(holder)) return holder;
    const [value] = valuesAt(holder, source);
    if (value === undefined) return holder;
    const taken = without(holder, source);
    return (taken && putAt(taken, target, value)) ?? holder;
  });
  return moved ?? document;
}

/** Without the value, and without the records around it that held nothing else. */
function without(record: JsonRecord, path: Path): JsonRecord {
  const rest = replaceAt(record, path, () => undefined);
  if (!isRecord(rest)) return record;
  const parent = path.slice(0, -1);
  const [holder] = parent.length === 0 ? [] : valuesAt(rest, parent);
  return isRecord(holder) && Object.keys(holder).length === 0 ? without(rest, parent) : rest;
}

/** Into every holder that lacks it: where some had nothing before, this is no way back, and the comparison shows it. */
function putBack(document: JsonValue, at: Path, value: JsonValue): JsonValue {
  const shared = at.lastIndexOf(everyItem) + 1;
  const filled = replaceAt(document, at.slice(0, shared), (holder) =>
    isRecord(holder) ? (putAt(holder, at.slice(shared), value) ?? holder) : holder,
  );
  return filled ?? document;
}

type ConvertStep = Extract<RepairStep, { kind: 'convert' }>;

function converted(document: JsonValue, { at, conversion: name, form }: ConvertStep, context: StepContext): JsonValue {
  const conversion = conversionNamed(name);
  const field = fieldAt(at);
  if (!conversion || !field) return document;
  const inside = { ...context, field, document: isRecord(document) ? document : {} };
  return (
    replaceAt(document, at, (value) => {
      if (conversion.formOf(value, inside) !== form) return value;
      return conversion.convert(value, form, inside) ?? value;
    }) ?? document
  );
}

function inverted(
  document: JsonValue,
  { at, conversion: name, form }: ConvertStep,
  context: StepContext,
): JsonValue | undefined {
  const conversion = conversionNamed(name);
  const field = fieldAt(at);
  if (!conversion || !field) return undefined;
  const inside = { ...context, field, document: isRecord(document) ? document : {} };
  let isComplete = true;
  const before = replaceAt(document, at, (value) => {
    const original = conversion.invert(value, form, inside);
    if (original === undefined) isComplete = false;
    return original ?? value;
  });
  return isComplete ? before : undefined;
}

import { type JsonValue, sameJson } from './json-value.ts';
import type { RepairStep } from './repair-step.ts';

/** Whether two repairs do the same; how sure somebody was does not count. */
export function sameSteps(one: readonly RepairStep[], other: readonly RepairStep[]): boolean {
  return sameJson(one.map(doing), other.map(doing));
}

function doing({ confidence: _, ...step }: RepairStep): JsonValue {
  return step as unknown as JsonValue;
}

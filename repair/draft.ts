import { eventFields, type Field } from './event-fields.ts';
import { isRecord, type JsonValue, sameJson } from './json-value.ts';
import { applySteps, type RepairStep } from './repair-step.ts';

/** A repair in the making: a dead letter and the steps found so far. */
export interface Draft {
  readonly receivedAt: number;
  readonly document: JsonValue;
  readonly steps: readonly RepairStep[];
  /** Takes a step if it does something; returns whether it did. */
  take(step: RepairStep): boolean;
  /** The fields of the event as far as its type is known. */
  fields(): readonly Field[];
}

/** More steps than this are no repair but another document. */
const stepsMax = 40;

export function draftOf(item: JsonValue, receivedAt: number): Draft {
  let document = item;
  const steps: RepairStep[] = [];
  return {
    receivedAt,
    get document() {
      return document;
    },
    steps,
    take(step) {
      if (steps.length >= stepsMax) return false;
      const next = applySteps(document, [step], { receivedAt });
      if (sameJson(next, document)) return false;
      document = next;
      steps.push(step);
      return true;
    },
    fields() {
      const type = isRecord(document) ? document['type'] : undefined;
      return (typeof type === 'string' ? eventFields.get(type) : undefined) ?? [];
    },
  };
}

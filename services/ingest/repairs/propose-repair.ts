import { amountUnitOfEvent } from '../../../repair/amount-unit.ts';
import { type Draft, draftOf } from '../../../repair/draft.ts';
import type { Guarded } from '../../../repair/event-fields.ts';
import { findSteps } from '../../../repair/find-steps.ts';
import { guardedChanges } from '../../../repair/guarded-change.ts';
import { isRecord, type JsonRecord, type JsonValue, sameJson } from '../../../repair/json-value.ts';
import type { FieldMatcher } from '../../../repair/match-fields.ts';
import { type PatchOperation, patchOf } from '../../../repair/patch-of.ts';
import { applySteps, invertSteps, type RepairStep } from '../../../repair/repair-step.ts';
import { checkEvent, type EventProblem } from '../events/check-event.ts';
import { findUnstorableValue } from '../events/find-unstorable-value.ts';

export type Proposal =
  /** As it is, the endpoint would take it now. */
  | { readonly kind: 'accepted'; readonly event: JsonRecord }
  | Repair
  /** Nothing mechanical leads to an event; `error` is the nearest problem left. */
  | { readonly kind: 'none'; readonly error: EventProblem };

export interface Repair {
  readonly kind: 'repair';
  readonly steps: readonly RepairStep[];
  /** What the steps make of the dead letter: passes the schema and the rules of the endpoint. */
  readonly event: JsonRecord;
  readonly patch: readonly PatchOperation[];
  /** How sure it is that the repair is what the shop meant, from 0 to 1: that of its steps together. */
  readonly confidence: number;
  /** The dead letter can be had back exactly from the repaired event and the steps. */
  readonly lossless: boolean;
  /** Fields that only a person may change. */
  readonly guarded: readonly { readonly path: string; readonly guarded: Guarded }[];
}

export interface ProposeContext {
  /** When the dead letter came, epoch milliseconds. */
  readonly receivedAt: number;
  /** Null: only what is certain by rules. */
  readonly matcher: FieldMatcher | null;
}

/** Looks for a repair of one refused item. Pure; the certain ways are tried before the matcher is asked. */
export function proposeRepair(item: JsonValue, context: ProposeContext): Proposal {
  const { receivedAt } = context;
  const unchanged = checkEvent(item, { searchHostile: true });
  if (unchanged.ok) return { kind: 'accepted', event: item as JsonRecord };
  if (findUnstorableValue(item)) return { kind: 'none', error: unchanged.error };
  const draft: Draft = draftOf(item, receivedAt);
  findSteps(draft, null);
  if (problemOf(draft.document) && context.matcher) findSteps(draft, context.matcher);
  const error = problemOf(draft.document);
  if (error) return { kind: 'none', error };
  return repairOf(item, draft.steps, receivedAt) ?? { kind: 'none', error: unchanged.error };
}

/** What the steps of a rule make of a dead letter; null when that is no event. */
export function repairOf(item: JsonValue, steps: readonly RepairStep[], receivedAt: number): Repair | null {
  if (findUnstorableValue(item)) return null;
  const event = applySteps(item, steps, { receivedAt });
  if (!isRecord(event) || problemOf(event) || sameJson(event, item)) return null;
  if (leavesAmountsApart(item, steps, receivedAt)) return null;
  const before = invertSteps(event, steps, { receivedAt });
  return {
    kind: 'repair',
    steps,
    event,
    patch: patchOf(item, event),
    confidence: steps.reduce((product, step) => product * step.confidence, 1),
    lossless: sameJson(before, item),
    guarded: guardedChanges(item, event),
  };
}

/**
 * Steps that read amounts with decimals as whole units of the currency would leave one without decimals as it is, and
 * make 25.50 and 0.25 out of 25.5 and 25: they are for dead letters whose amounts all show their unit.
 */
function leavesAmountsApart(item: JsonValue, steps: readonly RepairStep[], receivedAt: number): boolean {
  if (!steps.some(readsDecimals)) return false;
  const asWritten = applySteps(
    item,
    steps.filter((step) => !readsDecimals(step) && !(step.kind === 'convert' && step.conversion === 'numeric_text')),
    { receivedAt },
  );
  return amountUnitOfEvent(asWritten) !== 'decimal';
}

/** Whether a step takes amounts for whole units of the currency, because they have decimals. */
export function readsDecimals(step: RepairStep): boolean {
  return step.kind === 'convert' && step.conversion === 'decimal_money';
}

function problemOf(document: JsonValue): EventProblem | null {
  const checked = checkEvent(document, { searchHostile: true });
  return checked.ok ? null : checked.error;
}

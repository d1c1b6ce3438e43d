import { setCurrentDetails } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { type NextTouch, nextTouch } from '../domain/next-touch.ts';
import { reasonCodes } from '../domain/reason-code.ts';
import type { TouchResult } from '../domain/recovery.ts';
import type { Prediction } from '../domain/recovery-state.ts';
import type { Recovery } from './recovery.ts';

/** Keeps the Temporal UI's "current details" a readable story: what the recovery waits for, and what was done so far. */
export function describeNow({ state }: Recovery): void {
  if (!state.snapshot) return;
  const lines = [
    describeNext(nextTouch(state, Date.now())),
    describePrediction(state.prediction),
    ...state.touches.map(describeTouch),
  ];
  setCurrentDetails(lines.map((line) => `- ${line}`).join('\n'));
}

function describeNext(next: NextTouch): string {
  switch (next.kind) {
    case 'wait':
      return `Waits for **${next.rule.id}** (${next.rule.channel}, template ${next.rule.template}) until ${moment(next.untilMs)}`;
    case 'touch':
      return `Sends **${next.rule.id}** (${next.rule.channel}, template ${next.rule.template})`;
    case 'paused':
      return next.by === 'operator'
        ? 'Paused by an operator: waits for the signal `resumeRecovery`'
        : 'Paused with its campaign';
    case 'end':
      return `Ends: **${next.end.outcome}**. ${reasonCodes[next.end.reason]}`;
    default:
      return assertNever(next);
  }
}

function describePrediction(prediction: Prediction): string {
  switch (prediction.kind) {
    case 'known':
      return `Purchase probability ${prediction.probability.toFixed(3)}`;
    case 'pending':
      return 'No prediction yet';
    case 'unavailable':
      return 'No prediction could be had';
    default:
      return assertNever(prediction);
  }
}

function describeTouch(touch: TouchResult): string {
  const where = touch.channel ? ` by ${touch.channel}` : '';
  return touch.kind === 'sent'
    ? `${moment(touch.at)}: **${touch.ruleId}** sent${where}`
    : `${moment(touch.at)}: **${touch.ruleId}** not sent${where}. ${reasonCodes[touch.reason]}`;
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}

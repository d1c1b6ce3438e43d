import { setCurrentDetails } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { type NextStep, nextStep } from '../domain/next-step.ts';
import { reasonCodes } from '../domain/reason-code.ts';
import type { StepResult } from '../domain/recovery.ts';
import type { Prediction } from '../domain/recovery-state.ts';
import type { Recovery } from './recovery.ts';

/** Keeps the Temporal UI's "current details" a readable story: what the recovery waits for, and what was done so far. */
export function describeNow({ state }: Recovery): void {
  if (!state.snapshot) return;
  const lines = [
    describeNext(nextStep(state, Date.now())),
    describePrediction(state.prediction),
    ...state.steps.map(describeStep),
  ];
  setCurrentDetails(lines.map((line) => `- ${line}`).join('\n'));
}

function describeNext(next: NextStep): string {
  switch (next.kind) {
    case 'wait':
      return `Waits for **${next.step.id}** (${next.step.channel}, template ${next.step.template}) until ${moment(next.untilMs)}`;
    case 'step':
      return `Sends **${next.step.id}** (${next.step.channel}, template ${next.step.template})`;
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

function describeStep(step: StepResult): string {
  const where = step.channel ? ` by ${step.channel}` : '';
  return step.kind === 'sent'
    ? `${moment(step.at)}: **${step.ruleId}** sent${where}`
    : `${moment(step.at)}: **${step.ruleId}** not sent${where}. ${reasonCodes[step.reason]}`;
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}

import { setCurrentDetails } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import type { Rest } from '../domain/flow/advance-flow.ts';
import type { PausedBy } from '../domain/flow/flow-move.ts';
import { reasonCodes } from '../domain/reason-code.ts';
import type { StepResult } from '../domain/recovery.ts';
import type { Prediction } from '../domain/recovery-state.ts';
import { type Recovery, restOf } from './recovery.ts';

/** Keeps the Temporal UI's "current details" a readable story: what the recovery waits for, and what was done so far. */
export function describeNow(recovery: Recovery): void {
  const rest = restOf(recovery);
  if (!rest) return;
  const lines = [
    describeNext(recovery, rest.move),
    describePrediction(rest.state.prediction),
    ...rest.state.steps.map(describeStep),
  ];
  setCurrentDetails(lines.map((line) => `- ${line}`).join('\n'));
}

/** A step as people name it, e.g. `touch-1 (email)`. */
export function nameOfStep({ flow }: Recovery, stepId: string): string {
  const step = flow?.steps.find(({ id }) => id === stepId);
  return step?.kind === 'send' ? `${stepId} (${step.channel})` : stepId;
}

function describeNext({ flow }: Recovery, next: Rest): string {
  const named = (stepId: string) => {
    const step = flow?.steps.find(({ id }) => id === stepId);
    return step?.kind === 'send'
      ? `**${stepId}** (${step.channel}, template ${step.template})`
      : `the end of **${stepId}**`;
  };
  switch (next.kind) {
    case 'wait':
      return `Waits for ${named(next.stepId)} until ${moment(next.untilMs)}`;
    case 'read':
      return `Looks at the cart again before ${named(next.stepId)}`;
    case 'await_prediction':
      return `Waits for the prediction before ${named(next.stepId)}`;
    case 'take_arm':
      return `Takes an arm of **${next.stepId}**`;
    case 'send':
      return `Sends ${named(next.step.id)}`;
    case 'skip':
      return `Leaves out ${named(next.step.id)}. ${reasonCodes[next.reason]}`;
    case 'paused':
      return pauses[next.by];
    case 'end':
      return `Ends: **${next.end.outcome}**. ${reasonCodes[next.end.reason]}`;
    default:
      return assertNever(next);
  }
}

const pauses = {
  operator: 'Paused by an operator: waits for the signal `resumeRecovery`',
  reply: 'The person has answered: waits for the signal `resumeRecovery`, or to be stopped',
  campaign: 'Paused with its campaign',
} as const satisfies Readonly<Record<PausedBy, string>>;

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

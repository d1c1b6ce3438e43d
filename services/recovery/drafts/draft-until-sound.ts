import { ServiceError } from '../../shared/service-error.ts';
import { askModel, type ChatMessage, type ModelFailure } from './ask-model.ts';
import { takeRequest } from './budget.ts';
import { type DraftDeps, draftLimits, type ModelEndpoint } from './draft-deps.ts';

/** What keeps an answer from being used. `part` says where in it. */
export interface DraftFault<Code extends string = string> {
  readonly code: Code | AnswerProblem;
  readonly part: string;
  readonly found: string | null;
  readonly right: string;
}

export const answerProblems = {
  not_json: 'This is no JSON object.',
  not_in_form: 'This has not the form that was asked for.',
} as const;
export type AnswerProblem = keyof typeof answerProblems;

/** Whether an answer can be read at all. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: DraftFault<never> };

export interface DraftTask<T, Code extends string> {
  readonly endpoint: ModelEndpoint;
  readonly isOwn: boolean;
  readonly storeId: string;
  /** What the model is told, and what it is asked. */
  readonly messages: readonly ChatMessage[];
  readonly schema: Readonly<Record<string, unknown>>;
  readonly read: (json: unknown) => Reading<T>;
  readonly check: (value: T) => readonly DraftFault<Code>[];
  readonly signal: AbortSignal;
}

export type DraftOutcome<T, Code extends string> =
  | { readonly kind: 'drafted'; readonly value: T; readonly requests: number }
  /** Its last answer, as far as it could be read, and what is wrong with it. */
  | {
      readonly kind: 'unusable';
      readonly value: T | null;
      readonly findings: readonly DraftFault<Code>[];
      readonly requests: number;
    }
  | {
      readonly kind: 'failed';
      readonly reason: ModelFailure;
      readonly status: number | null;
      readonly requests: number;
    };

/**
 * Asks a model, and asks again with what was wrong until nothing is, a few times at most. The first request of the budget is taken
 * by the caller, who can still refuse; without room for another one, the last answer stands.
 */
export async function draftUntilSound<T, Code extends string>(
  deps: DraftDeps,
  { endpoint, isOwn, storeId, schema, read, check, signal, messages: asked }: DraftTask<T, Code>,
): Promise<DraftOutcome<T, Code>> {
  const { allowLoopback, models } = deps;
  let messages = asked;
  for (let requests = 1; ; requests++) {
    const answer = await askModel({
      ...{ endpoint, isOwn, allowLoopback, messages, schema, signal },
      timeoutMs: models.askTimeoutMs,
    });
    if (answer.kind === 'failed') return { kind: 'failed', reason: answer.reason, status: answer.status, requests };
    const reading = readAnswer(answer.text, read);
    const findings = (reading.ok ? check(reading.value) : [reading.fault]).slice(0, draftLimits.findingsMax);
    if (reading.ok && findings.length === 0) return { kind: 'drafted', value: reading.value, requests };
    if (requests > draftLimits.repairsMax || !(await mayAskAgain(deps, storeId)))
      return { kind: 'unusable', value: reading.ok ? reading.value : null, findings, requests };
    // Only the last answer and its faults: a long story confuses small models, and costs.
    messages = [
      ...asked,
      { role: 'assistant', content: answer.text },
      { role: 'user', content: `This cannot be used. Answer once more, with this mended:\n${listed(findings)}` },
    ];
  }
}

async function mayAskAgain(deps: DraftDeps, storeId: string): Promise<boolean> {
  try {
    await takeRequest(deps, storeId);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'rate_limited') return false;
    throw error;
  }
}

function listed(findings: readonly DraftFault[]): string {
  return findings
    .map(({ part, found, right }) => `- ${part}${found === null ? '' : ` (${JSON.stringify(found)})`}: ${right}`)
    .join('\n');
}

/** Models like to put a fence or a sentence around their JSON. */
function readAnswer<T>(text: string, read: (json: unknown) => Reading<T>): Reading<T> {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  const json = from < 0 || to < from ? undefined : parsed(text.slice(from, to + 1));
  if (typeof json !== 'object' || json === null)
    return { ok: false, fault: { code: 'not_json', part: '', found: null, right: answerProblems.not_json } };
  return read(json);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

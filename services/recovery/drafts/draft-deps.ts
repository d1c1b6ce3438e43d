import type { Database } from '../../../db/postgres/tenancy.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import type { Flags } from '../../state/flags/flags.ts';

/** A model behind an OpenAI-compatible API. */
export interface ModelEndpoint {
  /** What `/chat/completions` is put behind, without a slash at its end. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
}

/** What the operator of the installation set. */
export interface DraftModels {
  /** For stores without one of their own; null: there is none. */
  readonly installation: ModelEndpoint | null;
  /** Longest time that one answer may take, in milliseconds. */
  readonly askTimeoutMs: number;
  /** Of one store. A draft takes up to three. */
  readonly requestsPerDayMax: number;
}

export const usualDraftModels: DraftModels = { installation: null, askTimeoutMs: 60_000, requestsPerDayMax: 200 };

export interface DraftDeps {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  readonly models: DraftModels;
  readonly flags: Pick<Flags, 'isOn'>;
  /** Whether a store's own endpoint may be on this machine: tests and trials only. */
  readonly allowLoopback: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const draftLimits = {
  /** Of one answer, as it comes over the network. */
  answerBytesMax: 64 * 1024,
  /** Told to the model. */
  answerTokensMax: 1_500,
  /** How often an answer that is not usable is asked for again, with what was wrong with it. */
  repairsMax: 2,
  /** Told of one answer. */
  findingsMax: 12,
  hintLengthMax: 500,
  statementsMax: 5,
  statementLengthMax: 200,
  /** Names of goods in a request. */
  goodsMax: 5,
  goodsNameLengthMax: 80,
} as const;

import {
  ErrorCode,
  type EvaluationContext,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/core';
import type { Provider } from '@openfeature/server-sdk';
import { type DecidedBy, decideFlag, type FlagDecision, type FlagRules } from '../../../domain/flags/decide-flag.ts';
import { type FlagName, isFlagName } from '../../../domain/flags/flag.ts';
import type { FlagSnapshot } from './flag-snapshot.ts';

/** OpenFeature's provider over the snapshot of this process. Ready at once: until something is known, flags say so themselves. */
export interface SnapshotProvider extends Provider {
  /** Null: nothing was read so far. */
  rulesOf(name: FlagName, storeId: string): FlagRules | null;
}

export function createSnapshotProvider(snapshot: () => FlagSnapshot | null, now: () => number): SnapshotProvider {
  const rulesOf = (name: FlagName, storeId: string) => snapshot()?.rulesOf(name, storeId) ?? null;
  return {
    metadata: { name: 'cart-recovery' },
    runsOn: 'server',
    rulesOf,
    async resolveBooleanEvaluation(name, defaultValue, { targetingKey, storeId }: EvaluationContext) {
      if (!isFlagName(name)) return notFound(defaultValue);
      if (typeof storeId !== 'string') return withoutStore(defaultValue);
      const asked = { subjectId: targetingKey ?? storeId, nowMs: now() };
      return resolved(decideFlag(name, rulesOf(name, storeId), asked));
    },
    // Every flag is on or off.
    resolveStringEvaluation: async (_name, defaultValue) => notFound(defaultValue),
    resolveNumberEvaluation: async (_name, defaultValue) => notFound(defaultValue),
    resolveObjectEvaluation: async (_name, defaultValue) => notFound(defaultValue),
  };
}

const reasons: Readonly<Record<DecidedBy, string>> = {
  default: StandardResolutionReasons.DEFAULT,
  platform: StandardResolutionReasons.TARGETING_MATCH,
  store: StandardResolutionReasons.TARGETING_MATCH,
  unknown: StandardResolutionReasons.STALE,
};

function resolved({ isOn, by, since, until }: FlagDecision): ResolutionDetails<boolean> {
  return {
    value: isOn,
    variant: isOn ? 'on' : 'off',
    reason: reasons[by],
    flagMetadata: { by, ...(since !== null && { since }), ...(until !== null && { until }) },
  };
}

function notFound<T>(value: T): ResolutionDetails<T> {
  return { value, reason: StandardResolutionReasons.ERROR, errorCode: ErrorCode.FLAG_NOT_FOUND };
}

function withoutStore<T>(value: T): ResolutionDetails<T> {
  return { value, reason: StandardResolutionReasons.ERROR, errorCode: ErrorCode.INVALID_CONTEXT };
}

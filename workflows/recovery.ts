import type { Channel } from '../domain/channel.ts';
import type { ReasonCode } from '../domain/reason-code.ts';
import { advance, beginRecovery, type RecoveryEvent, type RecoveryState } from '../domain/recovery-state.ts';
import type { RecoverCart } from './contract.ts';

/** One running recovery: what it knows, and what it has still to write down. */
export interface Recovery {
  readonly input: RecoverCart;
  state: RecoveryState;
  /** What PostgreSQL was told last, so that it is not told twice. */
  mirrored: string | null;
  /** Decided not to send since the last record. */
  skipped: { readonly ruleId: string; readonly channel: Channel | null; readonly reason: ReasonCode }[];
  /** Counts the campaign's pauses and resumptions: a refused claim may be older than the newest of them. */
  pausesHeard: number;
}

export function beginsWith(input: RecoverCart): Recovery {
  return { input, state: beginRecovery(input), mirrored: null, skipped: [], pausesHeard: 0 };
}

export function apply(recovery: Recovery, event: RecoveryEvent): void {
  recovery.state = advance(recovery.state, event);
}

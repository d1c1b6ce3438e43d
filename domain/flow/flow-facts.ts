import type { RecoveryState } from '../recovery-state.ts';
import type { SeenEvent } from './flow-event.ts';

/** What is known of a recovery when its flow decides. */
export interface FlowFacts {
  readonly recoveryId: string;
  readonly customerId: string;
  /** The cart that the recovery is of. */
  readonly cartId: string;
  /** When the recovery came into the flow, in whatever version, epoch milliseconds: earlier events are not about it. */
  readonly enteredAt: number;
  /** When the context was read last, epoch milliseconds. */
  readonly readAt: number;
  readonly state: RecoveryState;
  /** What the person did since then. */
  readonly events: readonly SeenEvent[];
  /** Orders of the person before the cart was abandoned. */
  readonly ordersBefore: number;
}

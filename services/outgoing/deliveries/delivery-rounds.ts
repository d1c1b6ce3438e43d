import { withEngine } from '../../../db/postgres/tenancy.ts';
import { createTurns } from '../../shared/turns/plan-round.ts';
import { type AttemptDeps, type AttemptOutcome, attemptDelivery, attemptLimits } from './attempt.ts';
import { createLanes, type LaneLimits } from './lanes.ts';
import { type TakenDelivery, type TakenRound, takeDueOutgoing } from './take-due.ts';

export interface OutgoingRounds {
  /** Begins what is due and has a place; does not wait for it. */
  next(): Promise<Pick<TakenRound, 'more' | 'nextDueAt'> & { readonly begun: number }>;
  /** Attempts under way. */
  underWay(): number;
  /** Breaks off what is under way, and gives it back. */
  stop(): Promise<void>;
  /** When everything that was begun has ended. */
  finished(): Promise<void>;
}

export interface RoundEvents {
  /** An attempt ended: there is a place again. */
  readonly onEnd: (taken: TakenDelivery, outcome: AttemptOutcome) => void;
  /** What came of an attempt could not be written down: it is made again when its lease ends. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Takes deliveries and tries them beside each other. A round does not wait for the attempts that it began, so an endpoint that
 * takes its time holds up no other.
 */
export function createOutgoingRounds(
  deps: AttemptDeps,
  { onEnd, onFailure }: RoundEvents,
  limits?: LaneLimits,
): OutgoingRounds {
  const lanes = createLanes(limits);
  const turns = createTurns();
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function run(taken: TakenDelivery): Promise<void> {
    let ok = false;
    try {
      const outcome = await attemptDelivery(deps, taken, stopping.signal);
      ok = outcome.state === 'delivered';
      lanes.end(taken, { ok });
      onEnd(taken, outcome);
    } catch (error) {
      lanes.end(taken, { ok });
      onFailure(error);
    }
  }

  const finished = async (): Promise<void> => void (await Promise.all(underWay));
  return {
    async next() {
      if (lanes.free() <= 0 || stopping.signal.aborted) return { begun: 0, more: false, nextDueAt: null };
      const { leaseMs } = attemptLimits;
      const { taken, ...round } = await withEngine(deps.database, (tx) =>
        takeDueOutgoing(tx, { turns, lanes, leaseMs, now: deps.now() }),
      );
      for (const delivery of taken) {
        lanes.begin(delivery);
        const running = run(delivery).finally(() => underWay.delete(running));
        underWay.add(running);
      }
      return { ...round, begun: taken.length };
    },
    underWay: () => underWay.size,
    async stop() {
      stopping.abort();
      await finished();
    },
    finished,
  };
}

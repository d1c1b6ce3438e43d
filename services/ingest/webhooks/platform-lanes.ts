import { answered, ask, type Breaker, type BreakerLimits, closedBreaker } from '../../../domain/breaker.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { DeliveryOutcome } from './outcome.ts';

/**
 * The questions of one process to the APIs of shop platforms, each integration in a lane of its own: one that does not
 * answer takes a few places and soon is not asked any more, and nobody else's question waits for it.
 */
export interface PlatformLanes {
  /** Integrations whose questions wait already: taking more of their deliveries would only hide them. */
  full(): readonly string[];
  /** Asks when it is the question's turn; `later` when it is not to be asked now. Throws what the question throws. */
  ask(integrationId: string, question: PlatformQuestion): Promise<DeliveryOutcome>;
  /** Begins no further question; those under way finish. */
  stop(): void;
}

export interface PlatformQuestion {
  /** Epoch milliseconds: later than this it is not begun. */
  readonly before: number;
  readonly ask: () => Promise<DeliveryOutcome>;
}

export interface LaneLimits {
  /** Questions under way at once, of one integration and of all. */
  readonly perIntegrationMax: number;
  readonly allMax: number;
  readonly breaker: BreakerLimits;
}

const defaultLimits: LaneLimits = {
  perIntegrationMax: 8,
  allMax: 256,
  breaker: { failuresMax: 5, openMsMin: 2_000, openMsMax: 60_000 },
};
/** A lane that nobody used for so long is forgotten with what it knew. */
const idleMsMax = hourMs;

interface Waiting extends PlatformQuestion {
  readonly done: (outcome: DeliveryOutcome | Promise<DeliveryOutcome>) => void;
}

interface Lane {
  readonly waiting: Waiting[];
  breaker: Breaker;
  underWay: number;
  usedAt: number;
}

const noTime: DeliveryOutcome = { status: 'later', reason: 'round_full' };
const away: DeliveryOutcome = { status: 'later', reason: 'api_away' };

export function createPlatformLanes(
  { now }: { readonly now: () => number },
  { perIntegrationMax, allMax, breaker: breakerLimits }: LaneLimits = defaultLimits,
): PlatformLanes {
  const lanes = new Map<string, Lane>();
  let underWay = 0;
  let stopped = false;

  /** Begins what may begin: one question of each lane, then the next of each. */
  function begin(): void {
    for (let again = true; again; ) {
      again = false;
      for (const [id, lane] of lanes) {
        if (beginNext(lane)) again = true;
        else if (isPurgeable(lane)) lanes.delete(id);
      }
    }
  }

  /** Returns whether the lane got on. */
  function beginNext(lane: Lane): boolean {
    const [next] = lane.waiting;
    if (!next) return false;
    const at = now();
    if (stopped || at > next.before) {
      lane.waiting.shift();
      next.done(noTime);
      return true;
    }
    if (lane.underWay >= perIntegrationMax || underWay >= allMax) return false;
    const breaker = ask(lane.breaker, at);
    lane.waiting.shift();
    if (breaker === null) {
      next.done(away);
      return true;
    }
    lane.breaker = breaker;
    next.done(run(lane, next));
    return true;
  }

  async function run(lane: Lane, question: Waiting): Promise<DeliveryOutcome> {
    let ok = true;
    lane.underWay += 1;
    underWay += 1;
    try {
      const outcome = await question.ask();
      ok = !(outcome.status === 'later' && outcome.reason === away.reason);
      return outcome;
    } finally {
      lane.underWay -= 1;
      underWay -= 1;
      lane.usedAt = now();
      lane.breaker = answered(lane.breaker, { ok, now: lane.usedAt }, breakerLimits);
      begin();
    }
  }

  function isPurgeable({ breaker, underWay: own, usedAt }: Lane): boolean {
    const isNew = breaker.kind === 'closed' && breaker.failures === 0;
    return own === 0 && (isNew || now() - usedAt > idleMsMax);
  }

  return {
    full: () => [...lanes].flatMap(([id, { waiting }]) => (waiting.length > 0 ? [id] : [])),
    ask(integrationId, question) {
      const lane = lanes.get(integrationId) ?? { waiting: [], breaker: closedBreaker, underWay: 0, usedAt: now() };
      lanes.set(integrationId, lane);
      return new Promise((done) => {
        lane.waiting.push({ ...question, done });
        begin();
      });
    },
    stop() {
      stopped = true;
      begin();
    },
  };
}

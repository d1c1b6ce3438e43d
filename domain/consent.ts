/**
 * What was ever said about messages to a customer on one channel, as four moments in epoch milliseconds; null: never. They
 * are all that a decision needs, and each only ever moves one way, so words that come twice, late or in another order
 * lead to the same state, and so do two customers who turn out to be one.
 */
export interface ConsentState {
  /** The newest dated act by which the customer agreed. */
  readonly grantedAt: number | null;
  /** The newest dated act by which the customer refused. */
  readonly refusedAt: number | null;
  /** The oldest record of a shop that says the customer agreed. */
  readonly recordGrantedAt: number | null;
  /** The newest record of a shop that says the customer does not agree. */
  readonly recordRefusedAt: number | null;
}

/**
 * One word about consent. An `act` is dated: the customer agreed or refused at that moment. A `record` is what a shop's
 * record says, without the moment at which the customer said it: repeating it is no new wish.
 */
export interface ConsentWord {
  readonly status: 'granted' | 'denied';
  readonly basis: 'act' | 'record';
  /** Epoch milliseconds. */
  readonly at: number;
}

export type ConsentStanding =
  | { readonly status: 'granted' | 'denied'; readonly at: number }
  /** Nothing was said that could be agreed to or taken back. */
  | { readonly status: 'unasked'; readonly at: null };

export const neverAsked: ConsentState = {
  grantedAt: null,
  refusedAt: null,
  recordGrantedAt: null,
  recordRefusedAt: null,
};

/** The state after one word more. */
export function hearConsent(state: ConsentState, { status, basis, at }: ConsentWord): ConsentState {
  if (basis === 'act') return mergeConsents(state, { ...neverAsked, [actMoments[status]]: at });
  return mergeConsents(state, { ...neverAsked, [recordMoments[status]]: at });
}

const actMoments = { granted: 'grantedAt', denied: 'refusedAt' } as const;
const recordMoments = { granted: 'recordGrantedAt', denied: 'recordRefusedAt' } as const;

/** What was said of two who are one. */
export function mergeConsents(one: ConsentState, other: ConsentState): ConsentState {
  return {
    grantedAt: latest(one.grantedAt, other.grantedAt),
    refusedAt: latest(one.refusedAt, other.refusedAt),
    recordGrantedAt: earliest(one.recordGrantedAt, other.recordGrantedAt),
    recordRefusedAt: latest(one.recordRefusedAt, other.recordRefusedAt),
  };
}

/**
 * Where the customer stands. A refusal ends only by a dated act that is later than it: of two at the same moment the
 * refusal counts. A record that says yes is good where nothing was ever said; one that says no takes back a yes that is
 * not younger, and is no refusal of somebody who was never asked.
 */
export function standingOf(state: ConsentState): ConsentStanding {
  const { grantedAt, refusedAt, recordGrantedAt } = state;
  if (grantedAt !== null && (refusedAt === null || grantedAt > refusedAt)) return agreedAt(grantedAt, state);
  if (refusedAt !== null) return { status: 'denied', at: refusedAt };
  if (recordGrantedAt !== null) return agreedAt(recordGrantedAt, state);
  return { status: 'unasked', at: null };
}

/** Whether the customer may be written to; of whom nothing was ever said, not. */
export function isGranted(state: ConsentState | undefined): boolean {
  return state !== undefined && standingOf(state).status === 'granted';
}

function agreedAt(at: number, { recordRefusedAt }: ConsentState): ConsentStanding {
  if (recordRefusedAt !== null && recordRefusedAt >= at) return { status: 'denied', at: recordRefusedAt };
  return { status: 'granted', at };
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

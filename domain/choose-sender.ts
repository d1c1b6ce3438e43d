import { healthOf, readiness, type SenderState, type SenderTrouble, senderLimits } from './sender-account.ts';

/** A provider's account as a message sees it. */
export interface SenderCandidate {
  readonly name: string;
  readonly state: SenderState;
  /** Domains in whose name it signs e-mail. */
  readonly domains: readonly string[];
  /** Whether it is known whom its provider would not write to: its list was imported, or it has none. */
  readonly listKnown: boolean;
}

export interface ChooseSender {
  /** The store's pick, or that of the installation. */
  readonly primary: SenderCandidate;
  /** Who may stand in for it, in their order. */
  readonly standIns: readonly SenderCandidate[];
  /** Domain of the sender's address; null on channels without one. */
  readonly fromDomain: string | null;
  /** Whose mail server asked for the same sender again; null: nobody. */
  readonly staysWith: string | null;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export type StandInCause = SenderTrouble | 'failing';

export type SenderChoice =
  | {
      readonly kind: 'use';
      readonly name: string;
      /** Null: it is the one that is meant to send. */
      readonly standsInFor: { readonly name: string; readonly because: StandInCause } | null;
    }
  /** Nobody may send it now. */
  | { readonly kind: 'wait'; readonly untilMs: number };

/**
 * Who sends a message that no provider has: the one that is meant to, and another one only while that is stopped or failing.
 * A message that a provider may have is none of this: only that one may be asked.
 */
export function chooseSender({ primary, standIns, fromDomain, staysWith, nowMs }: ChooseSender): SenderChoice {
  const own = [primary, ...standIns].find(({ name }) => name === staysWith) ?? primary;
  const isReady = readiness(own.state, nowMs);
  const failing = healthOf(own.state, nowMs) < senderLimits.healthMin;
  const isUsable = isReady.kind === 'ready' || isReady.kind === 'try';
  const use = { kind: 'use', name: own.name, standsInFor: null } as const;
  if (staysWith === own.name) return isUsable ? use : { kind: 'wait', untilMs: isReady.untilMs };
  if (isReady.kind === 'slow') return { kind: 'wait', untilMs: isReady.untilMs };
  if (isUsable && !failing) return use;
  const standIn = standIns.find(
    (one) => one.name !== primary.name && mayStandIn(one, fromDomain) && isWell(one.state, nowMs),
  );
  if (standIn) {
    const because = isReady.kind === 'stopped' ? isReady.because : 'failing';
    return { kind: 'use', name: standIn.name, standsInFor: { name: primary.name, because } };
  }
  return isReady.kind === 'stopped' ? { kind: 'wait', untilMs: isReady.untilMs } : use;
}

/** In the name of a domain that it does not sign for, receivers would refuse every e-mail; and nobody is written to who told it no. */
export function mayStandIn(
  { domains, listKnown }: Pick<SenderCandidate, 'domains' | 'listKnown'>,
  fromDomain: string | null,
): boolean {
  return listKnown && (fromDomain === null || domains.includes(fromDomain));
}

function isWell(state: SenderState, now: number): boolean {
  const { kind } = readiness(state, now);
  return (kind === 'ready' || kind === 'try') && healthOf(state, now) >= senderLimits.healthMin;
}

/** What our own records say of one message. */
export interface KeptMessage {
  readonly address: string;
  /** `null`: it was never claimed. */
  readonly state: 'sending' | 'retry' | 'accepted' | 'rejected' | 'unknown' | null;
  /** What the message ended with, where it was not sent. */
  readonly errorCode: string | null;
}

export interface Tally {
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Ended as unknown: never sent again, and shown as such. */
  readonly unknown: number;
  /** Of these, how many had arrived. */
  readonly unknownArrived: number;
  /** Of these, how many were given up for each cause. */
  readonly unknownBecause: Readonly<Record<string, number>>;
  /** Addresses that got more than one. */
  readonly duplicates: number;
  /** We say sent, and the provider never took it. */
  readonly losses: number;
  /** We say definitely not sent, and the provider took it. */
  readonly deniedArrived: number;
  /** Neither sent, refused nor given up. */
  readonly open: number;
}

/** Holds our records beside what the provider truly took; each message goes to an address of its own. */
export function tally(kept: readonly KeptMessage[], takenBy: ReadonlyMap<string, number>): Tally {
  const taken = ({ address }: KeptMessage) => takenBy.get(address) ?? 0;
  const count = (holds: (message: KeptMessage) => boolean) => kept.filter(holds).length;
  return {
    messages: kept.length,
    accepted: count(({ state }) => state === 'accepted'),
    rejected: count(({ state }) => state === 'rejected'),
    unknown: count(({ state }) => state === 'unknown'),
    unknownArrived: count((message) => message.state === 'unknown' && taken(message) > 0),
    unknownBecause: causesOf(kept),
    duplicates: count((message) => taken(message) > 1),
    losses: count((message) => message.state === 'accepted' && taken(message) === 0),
    deniedArrived: count((message) => message.state === 'rejected' && taken(message) > 0),
    open: count(({ state }) => state === null || state === 'sending' || state === 'retry'),
  };
}

export function breachesOf({ duplicates, losses, deniedArrived, open }: Tally): number {
  return duplicates + losses + deniedArrived + open;
}

function causesOf(kept: readonly KeptMessage[]): Record<string, number> {
  const causes: Record<string, number> = {};
  for (const { state, errorCode } of kept) {
    const cause = errorCode ?? 'no_code';
    if (state === 'unknown') causes[cause] = (causes[cause] ?? 0) + 1;
  }
  return causes;
}

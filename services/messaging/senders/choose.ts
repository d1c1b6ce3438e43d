import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { chooseSender, type SenderChoice } from '../../../domain/choose-sender.ts';
import { handed, isUntroubled, readiness } from '../../../domain/sender-account.ts';
import { changeSender } from './note.ts';
import { candidateOf, type Listing, type SenderRow, standInsOf } from './read.ts';

export interface ChooseAccount {
  readonly channel: Channel;
  /** Name of the provider that is meant to send. */
  readonly primary: string;
  readonly isConfigured: (provider: string) => boolean;
  readonly senders: readonly SenderRow[];
  readonly fromDomain: string | null;
  readonly staysWith: string | null;
  readonly nowMs: number;
}

/**
 * Who sends a message that no provider has. Where the account is paced, or tried whether it is back, the place is taken under
 * its lock: of all who ask at once one gets it.
 */
export async function chooseAccount(
  tx: Tx,
  { channel, primary, isConfigured, senders, fromDomain, staysWith, nowMs }: ChooseAccount,
): Promise<SenderChoice> {
  const candidate = (name: string) => candidateOf(name, senders);
  const choice = chooseSender({
    primary: candidate(primary),
    standIns: standInsOf(senders, isConfigured)
      .filter((name) => name !== primary)
      .map(candidate),
    ...{ fromDomain, staysWith, nowMs },
  });
  if (choice.kind === 'wait' || isUntroubled(candidate(choice.name).state)) return choice;
  let untilMs: number | null = null;
  await changeSender(tx, { channel, provider: choice.name }, (state) => {
    const place = readiness(state, nowMs);
    untilMs = place.kind === 'slow' || place.kind === 'stopped' ? place.untilMs : null;
    return untilMs === null ? handed(state, nowMs) : undefined;
  });
  return untilMs === null ? choice : { kind: 'wait', untilMs };
}

export interface ListedQuery {
  readonly listedBy: readonly Listing[];
  readonly senders: readonly SenderRow[];
  /** Name of the provider that is meant to send. */
  readonly primary: string | undefined;
  readonly isConfigured: (provider: string) => boolean;
}

/** What the lists of those who send for a store say of an address. A STOP counts at the sender that it was said to. */
export function listedFor({ listedBy, senders, primary, isConfigured }: ListedQuery): 'opted_out' | 'listed' | null {
  const asked = new Set([...(primary === undefined ? [] : [primary]), ...standInsOf(senders, isConfigured)]);
  const found = listedBy.filter(({ provider }) => asked.has(provider));
  if (found.length === 0) return null;
  return found.some(({ cause }) => cause === 'stop') ? 'opted_out' : 'listed';
}

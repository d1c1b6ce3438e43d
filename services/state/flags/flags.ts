import { type Client, OpenFeature } from '@openfeature/server-sdk';
import type { Channel } from '../../../domain/channel.ts';
import { decideFlag, type FlagDecision } from '../../../domain/flags/decide-flag.ts';
import { type FlagName, flagOf, sendingSwitches } from '../../../domain/flags/flag.ts';
import { type SendingStop, stopBy } from '../../../domain/flags/sending-stop.ts';
import type { SnapshotProvider } from './snapshot-provider.ts';

/** Whom a flag is asked for; `subjectId` is whom a share is drawn of, without it the store. */
export interface AskedFlag {
  readonly storeId: string;
  readonly subjectId?: string;
}

/** Whether something is switched on. Every answer comes from memory: nothing waits for a server, and nothing fails. */
export interface Flags {
  isOn(name: FlagName, asked: AskedFlag): Promise<boolean>;
  /** The same at once, past the hooks of OpenFeature: for what is done for each event. */
  isOnNow(name: FlagName, asked: AskedFlag): boolean;
  /** At once, with who said so and since when: for what is done for each message. */
  decideNow(name: FlagName, asked: AskedFlag): FlagDecision;
}

/** Answers by OpenFeature from the snapshot that the provider holds. `domain` tells several in one process apart. */
export function createFlags(
  provider: SnapshotProvider,
  { domain, now }: { readonly domain: string; readonly now: () => number },
): Flags {
  OpenFeature.setProvider(domain, provider);
  const client: Client = OpenFeature.getClient(domain);
  function decideNow(name: FlagName, { storeId, subjectId = storeId }: AskedFlag): FlagDecision {
    return decideFlag(name, provider.rulesOf(name, storeId), { subjectId, nowMs: now() });
  }
  return {
    decideNow,
    isOnNow: (name, asked) => decideNow(name, asked).isOn,
    isOn: (name, { storeId, subjectId = storeId }) =>
      client.getBooleanValue(name, flagOf(name).untilKnown === 'on', { targetingKey: subjectId, storeId }),
  };
}

/** What keeps a store's messages on a channel from going out now, the widest first; null: nothing does. */
export function findSendingStop(
  flags: Pick<Flags, 'decideNow'>,
  { storeId, channel, provider }: { readonly storeId: string; readonly channel: Channel; readonly provider?: string },
): SendingStop | null {
  for (const flag of sendingSwitches(channel, provider)) {
    const stop = stopBy(flag, flags.decideNow(flag, { storeId }));
    if (stop) return stop;
  }
  return null;
}

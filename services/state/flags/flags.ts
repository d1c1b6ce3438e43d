import { type Client, OpenFeature } from '@openfeature/server-sdk';
import type { Channel } from '../../../domain/channel.ts';
import { decideFlag, type FlagDecision } from '../../../domain/flags/decide-flag.ts';
import { type FlagName, flagOf, sendingSwitches } from '../../../domain/flags/flag.ts';
import { type SendingStop, stopBy } from '../../../domain/flags/sending-stop.ts';
import { readDecision, type SnapshotProvider } from './snapshot-provider.ts';

/** Whom a flag is asked for; `subjectId` is whom a share is drawn of, without it the store. */
export interface AskedFlag {
  readonly storeId: string;
  readonly subjectId?: string;
}

/** Whether something is switched on. Every answer comes from memory: nothing waits for a server, and nothing fails. */
export interface Flags {
  decide(name: FlagName, asked: AskedFlag): Promise<FlagDecision>;
  isOn(name: FlagName, asked: AskedFlag): Promise<boolean>;
  /** The same at once, past the hooks of OpenFeature: for what is done for each event. */
  isOnNow(name: FlagName, asked: AskedFlag): boolean;
}

/** Answers by OpenFeature from the snapshot that the provider holds. `domain` tells several in one process apart. */
export function createFlags(
  provider: SnapshotProvider,
  { domain, now }: { readonly domain: string; readonly now: () => number },
): Flags {
  OpenFeature.setProvider(domain, provider);
  const client: Client = OpenFeature.getClient(domain);
  async function decide(name: FlagName, { storeId, subjectId = storeId }: AskedFlag): Promise<FlagDecision> {
    const untilKnown = flagOf(name).untilKnown === 'on';
    return readDecision(await client.getBooleanDetails(name, untilKnown, { targetingKey: subjectId, storeId }));
  }
  return {
    decide,
    isOn: async (name, asked) => (await decide(name, asked)).isOn,
    isOnNow: (name, { storeId, subjectId = storeId }) =>
      decideFlag(name, provider.rulesOf(name, storeId), { subjectId, nowMs: now() }).isOn,
  };
}

/** What keeps a store's messages on a channel from going out now, the widest first; null: nothing does. */
export async function findSendingStop(
  flags: Pick<Flags, 'decide'>,
  { storeId, channel, provider }: { readonly storeId: string; readonly channel: Channel; readonly provider?: string },
): Promise<SendingStop | null> {
  for (const flag of sendingSwitches(channel, provider)) {
    const stop = stopBy(flag, await flags.decide(flag, { storeId }));
    if (stop) return stop;
  }
  return null;
}

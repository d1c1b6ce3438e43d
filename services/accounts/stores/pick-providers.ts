import { type Channel, channels, type ProviderNames, type ProviderPicks } from '../../../domain/channel.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** A change of a store's picks; null leaves the channel to the installation again. */
export type ProviderChange = Readonly<Partial<Record<Channel, string | null>>>;

/** The picks after a change. Throws `invalid` for a provider that this installation does not have. */
export function pickProviders(picks: ProviderPicks, change: ProviderChange, configured: ProviderNames): ProviderPicks {
  const picked: Partial<Record<Channel, string>> = { ...picks };
  for (const channel of channels) {
    const name = change[channel];
    if (name === undefined) continue;
    if (name === null) {
      delete picked[channel];
      continue;
    }
    if (!configured[channel].includes(name)) {
      const known = configured[channel].join(', ');
      throw new ServiceError('invalid', `is no provider that is configured here: one of ${known}, or null.`, {
        path: `providers.${channel}`,
      });
    }
    picked[channel] = name;
  }
  return picked;
}

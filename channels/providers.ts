import type { Channel, ProviderNames, ProviderPicks } from '../domain/channel.ts';
import type { MessageOf, Provider } from './provider.ts';
import type { ProviderCallback } from './provider-callback.ts';
import type { ProvidersConfig } from './provider-config.ts';
import type { ProviderDeps } from './provider-unit.ts';

/** Every provider that this installation has, all of them at once. */
export interface Providers {
  /**
   * Who sends a store's message: the store's pick, or else the provider of the installation. Undefined when the pick is not
   * configured any more: another account would write in a name that the store never set up there.
   */
  choose<C extends Channel>(channel: C, picks: ProviderPicks): Provider<MessageOf<C>> | undefined;
  /** The one that took a message, whichever is chosen today; undefined when it is not configured any more. */
  named<C extends Channel>(channel: C, name: string): Provider<MessageOf<C>> | undefined;
}

/** Makes every configured provider. Throws when a setting of one leads nowhere. */
export function createProviders({ defaults, configured }: ProvidersConfig, deps: ProviderDeps): Providers {
  const made = new Map(configured.map((each) => [key(each.channel, each.name), each.create(deps)]));
  // A unit of a channel makes a provider of that channel; the map cannot say so.
  const named = <C extends Channel>(channel: C, name: string) =>
    made.get(key(channel, name)) as Provider<MessageOf<C>> | undefined;
  return { named, choose: (channel, picks) => named(channel, picks[channel] ?? defaults[channel]) };
}

export function providerNames({ configured }: ProvidersConfig): ProviderNames {
  const on = (channel: Channel) => configured.filter((each) => each.channel === channel).map(({ name }) => name);
  return { email: on('email'), sms: on('sms'), push: on('push') };
}

/** How the reports of a provider are read, by its name; undefined: there are none, or nothing is set to verify them with. */
export type CallbackOf = (name: string) => ProviderCallback | undefined;

export function createCallbacks({ configured }: ProvidersConfig, deps: Pick<ProviderDeps, 'publicUrl'>): CallbackOf {
  const callbacks = new Map<string, ProviderCallback>();
  for (const each of configured) {
    const callback = each.callback(deps);
    if (callback) callbacks.set(each.name, callback);
  }
  return (name) => callbacks.get(name);
}

function key(channel: Channel, name: string): string {
  return `${channel}/${name}`;
}

/** The ways a message can reach a customer. A campaign rule may also say `all`: every one of them that is reachable. */
export const channels = ['email', 'sms', 'push'] as const;
export type Channel = (typeof channels)[number];
export type ChannelChoice = Channel | 'all';

/** The concrete channels behind a choice, in the order in which they are tried. */
export function channelsOf(choice: ChannelChoice): readonly Channel[] {
  return choice === 'all' ? channels : [choice];
}

/** Names of the providers that a store wants in place of the installation's, for the channels that it cares about. */
export type ProviderPicks = Readonly<Partial<Record<Channel, string>>>;

/** Names of the providers that an installation has, by channel: what a store may pick. */
export type ProviderNames = Readonly<Record<Channel, readonly string[]>>;

import { type Channel, channels } from '../channel.ts';

/**
 * What can be switched while the engine runs: declared here once, and looked at in one place each. Names are part of the public
 * API: add, never rename.
 */
const declared = {
  /** Every message of every recovery. */
  sending: { kind: 'switch', untilKnown: 'off' },
  sending_email: { kind: 'switch', untilKnown: 'off' },
  sending_sms: { kind: 'switch', untilKnown: 'off' },
  sending_push: { kind: 'switch', untilKnown: 'off' },
  /** Taking events in: off, they are refused and sent again later. An event that is refused for good would be lost. */
  event_intake: { kind: 'switch', untilKnown: 'on' },
  /** Asking models whether a cart is bought; off, rules run as without an answer. */
  predictions: { kind: 'flag', untilKnown: 'on' },
  /** Scoring by versions that never answer. */
  shadow_scores: { kind: 'flag', untilKnown: 'on' },
  /** Texts that a language model writes. */
  generated_drafts: { kind: 'flag', untilKnown: 'on' },
  /** Asking the shops' own APIs, before a message goes out and for webhooks. */
  platform_questions: { kind: 'flag', untilKnown: 'on' },
} as const satisfies Readonly<Record<string, Flag>>;

export interface Flag {
  /** A switch stops something for everybody who is meant; a flag may also be on for a share of them. */
  readonly kind: 'switch' | 'flag';
  /** What holds while no rule could be read. Without any rule all flags are on. */
  readonly untilKnown: 'on' | 'off';
}

type DeclaredName = keyof typeof declared;
/** Stops what one provider is handed, on whatever channel. */
type ProviderSwitch = `sending_by_${string}`;
export type FlagName = DeclaredName | ProviderSwitch;

export const declaredFlags = Object.keys(declared) as readonly DeclaredName[];

const providerSwitch: Flag = { kind: 'switch', untilKnown: 'off' };
const providerPrefix = 'sending_by_';
const providerPattern = /^[a-z0-9_-]{1,40}$/;

export function providerSwitchOf(provider: string): ProviderSwitch {
  return `${providerPrefix}${provider}`;
}

/** The provider that a switch stops; null: it is no switch of a provider. */
export function providerOfSwitch(name: string): string | null {
  if (!name.startsWith(providerPrefix)) return null;
  const provider = name.slice(providerPrefix.length);
  return providerPattern.test(provider) ? provider : null;
}

export function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(declared, name) || providerOfSwitch(name) !== null;
}

export function flagOf(name: FlagName): Flag {
  return Object.hasOwn(declared, name) ? declared[name as DeclaredName] : providerSwitch;
}

/** The switches that stop messages of a channel, the widest first; with the provider that would take it, once it is known. */
export function sendingSwitches(channel: Channel, provider?: string): readonly FlagName[] {
  return ['sending', `sending_${channel}`, ...(provider === undefined ? [] : [providerSwitchOf(provider)])];
}

/** Whether stopping it keeps messages from people: whoever does so is asked first. */
export function stopsSending(name: FlagName): boolean {
  return (
    name === 'sending' || channels.some((channel) => name === `sending_${channel}`) || providerOfSwitch(name) !== null
  );
}

import type { Channel } from '../../../domain/channel.ts';

/** A way in which an unknown outcome can be resolved, with providers that stand for it. */
export interface ProviderClass {
  readonly name: string;
  readonly channel: Channel;
  /** Who sends, one after the other: the next one from every further kill on. */
  readonly providers: readonly [string, ...string[]];
}

export const providerClasses: readonly ProviderClass[] = [
  { name: 'takes a key once', channel: 'push', providers: ['onesignal'] },
  { name: 'can be asked', channel: 'sms', providers: ['twilio'] },
  { name: 'neither', channel: 'sms', providers: ['sns'] },
  { name: 'changes in between', channel: 'sms', providers: ['twilio', 'sns'] },
];

/** The provider of a class after so many kills. */
export function providerAfter({ providers }: ProviderClass, kills: number): string {
  return providers[kills % providers.length] ?? providers[0];
}

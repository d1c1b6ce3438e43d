import type { Channel } from '../channel.ts';
import type { HourBand } from './hour-band.ts';

/** By what messages are alike for a person. */
export const messageTraits = ['channel', 'band', 'template'] as const;
export type MessageTrait = (typeof messageTraits)[number];

export interface TraitsOfMessage {
  readonly channel: Channel;
  /** Of the moment when it goes out, on the clocks of its person. */
  readonly band: HourBand;
  readonly template: string;
}

/** What became of some messages. Opens are not here: programs open mails too, and nobody can tell. */
export interface MessageCounts {
  readonly messages: number;
  /** Of these: a person followed a link. */
  readonly clicked: number;
  /** Of these: an order is credited to it. */
  readonly bought: number;
}

export interface CountedMessages extends TraitsOfMessage, MessageCounts {}

/** One message and what became of it. */
export interface MessageOutcome extends TraitsOfMessage {
  readonly clicked: boolean;
  readonly bought: boolean;
}

/** Messages that are alike in all traits, counted together. */
export function countMessages(messages: readonly MessageOutcome[]): readonly CountedMessages[] {
  const counted = new Map<string, CountedMessages>();
  for (const { channel, band, template, clicked, bought } of messages) {
    const key = `${channel}/${band}/${template}`;
    const before = counted.get(key) ?? { channel, band, template, messages: 0, clicked: 0, bought: 0 };
    counted.set(key, {
      ...before,
      messages: before.messages + 1,
      clicked: before.clicked + (clicked ? 1 : 0),
      bought: before.bought + (bought ? 1 : 0),
    });
  }
  return [...counted.values()];
}

/** Of all that share a trait with a message; without a trait: of all. */
export function countsOf(
  counted: readonly CountedMessages[],
  trait?: MessageTrait,
  of?: TraitsOfMessage,
): MessageCounts {
  const alike = trait && of ? counted.filter((one) => one[trait] === of[trait]) : counted;
  return alike.reduce<MessageCounts>(
    (sum, one) => ({
      messages: sum.messages + one.messages,
      clicked: sum.clicked + one.clicked,
      bought: sum.bought + one.bought,
    }),
    { messages: 0, clicked: 0, bought: 0 },
  );
}

export interface ChannelRow {
  readonly channel: string;
  readonly provider: string;
  readonly sent: number;
  readonly accepted: number;
  readonly delivered: number;
  readonly bounced: number;
  readonly complained: number;
  readonly unsubscribed: number;
  /** Refused by the provider, or not deliverable after it was taken. */
  readonly failed: number;
}

/** What is read of a row of an answer. */
interface CountedRow {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly numerator?: number | null;
}
type Rows = readonly CountedRow[];

export interface ChannelAnswers {
  /** By channel, provider and state. */
  readonly states: Rows;
  /** By channel, provider and delivery state. */
  readonly deliveryStates: Rows;
  /** By channel and provider. */
  readonly delivered: Rows;
  readonly bounced: Rows;
  /** Ratios, whose numerators are the counts. */
  readonly complaints: Rows;
  readonly unsubscribes: Rows;
}

/** One row for each channel and provider that had a message, from the answers of analytics; the most messages first. */
export function channelRows(answers: ChannelAnswers): readonly ChannelRow[] {
  const keyOf = ({ dimensions }: CountedRow) => `${dimensions['channel']}\n${dimensions['provider']}`;
  const sum = (rows: Rows, key: string, counts: (row: CountedRow) => number | null | undefined) =>
    rows.filter((row) => keyOf(row) === key).reduce((total, row) => total + (counts(row) ?? 0), 0);
  const value = (rows: Rows, key: string) => sum(rows, key, (row) => row.value);
  const numerator = (rows: Rows, key: string) => sum(rows, key, (row) => row.numerator);
  const where = (rows: Rows, dimension: string, word: string) =>
    rows.filter(({ dimensions }) => dimensions[dimension] === word);
  return [...new Set(answers.states.map(keyOf))]
    .map((key) => {
      const [channel = '', provider = ''] = key.split('\n');
      return {
        channel,
        provider,
        sent: value(answers.states, key),
        accepted: value(where(answers.states, 'state', 'accepted'), key),
        delivered: value(answers.delivered, key),
        bounced: value(answers.bounced, key),
        complained: numerator(answers.complaints, key),
        unsubscribed: numerator(answers.unsubscribes, key),
        failed:
          value(where(answers.states, 'state', 'rejected'), key) +
          value(where(answers.deliveryStates, 'deliveryState', 'failed'), key),
      };
    })
    .toSorted((a, b) => b.sent - a.sent || a.channel.localeCompare(b.channel, 'en'));
}

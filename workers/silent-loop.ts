import { type Providers, providerNames } from '../channels/providers.ts';
import { channels } from '../domain/channel.ts';
import { hourMs } from '../domain/duration.ts';
import { askSilentMessages } from '../services/messaging/callbacks/ask-silent.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** Messages asked for in one round. */
const messagesPerRoundMax = 200;
const pauseMs = hourMs;
/** After a round that was full: providers count how often they are asked. */
const fullPauseMs = 10_000;

/** Asks providers for what they did not report. Any number of processes may do so. */
export function startSilentLoop({ config, database, log, metrics }: Deps, providers: Providers): Pick<Role, 'stop'> {
  const outcomes = metrics.counter({
    name: 'silent_messages_total',
    help: 'Messages whose provider was asked what became of them, because it had reported nothing.',
    labels: ['outcome'],
  });
  const names = providerNames(config.providers);
  const askable = channels.flatMap((channel) =>
    names[channel].filter((name) => providers.named(channel, name)?.report).map((name) => `${channel}/${name}`),
  );
  return startPollingLoop({
    name: 'messages without a report',
    log,
    async round() {
      if (askable.length === 0) return pauseMs;
      const done = await askSilentMessages(
        { database, providers, log, now: Date.now },
        { askable, limit: messagesPerRoundMax },
      );
      outcomes.add({ outcome: 'news' }, done.news);
      outcomes.add({ outcome: 'nothing' }, done.asked - done.news);
      return done.asked === messagesPerRoundMax ? fullPauseMs : pauseMs;
    },
  });
}

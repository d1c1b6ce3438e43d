import { expect } from 'vitest';
import { connectPostgres } from '../db/postgres/connect.ts';
import { dayMs } from '../domain/duration.ts';
import { judge, type SentMessage } from './stories/judge.ts';
import { makeStory, type Story } from './stories/make-story.ts';
import { runStories } from './stories/run-stories.ts';
import { test } from './system-of-record.ts';

/**
 * `STORIES=100000` looks longer, `STORIES=500` is enough for a look. The stories are the same in every run, so that what
 * fails is the change's doing; another `STORIES_SEED` tells others.
 */
const storiesMax = Number(process.env['STORIES'] ?? 10_000);
const seed = Number(process.env['STORIES_SEED'] ?? 1);
const storiesAtOnce = 250;
const shownMax = 5;

test(`no story of a person leads to a message after a purchase, after a refusal or with bought goods, and nobody else is forgotten (seed ${seed})`, {
  timeout: 1_800_000,
}, async ({ systemOfRecord, database }) => {
  // Simulated time begins after everything that the database dates by the wall.
  const beginsAt = Date.now() + dayMs;
  const wrong: string[] = [];
  let messages = 0;
  for (let first = 0; first < storiesMax && wrong.length < shownMax; first += storiesAtOnce) {
    const count = Math.min(storiesAtOnce, storiesMax - first);
    const stories = Array.from({ length: count }, (_, n) => makeStory({ seed, number: first + n, beginsAt }));
    for (const [story, sent] of await runStories(systemOfRecord, stories, beginsAt)) {
      messages += sent.length;
      const found = judge(story, sent);
      if (found.length > 0) wrong.push(tell(story, sent, found));
    }
    if (first === 0) await learnSizes(database.ownerUrl);
  }
  expect(wrong.slice(0, shownMax).join('\n\n'), `STORIES_SEED=${seed}`).toBe('');
  expect(messages, 'messages of all stories').toBeGreaterThan(storiesMax / 4);
});

/** What a running database learns by itself within a minute: until then each claim reads whole tables. */
async function learnSizes(ownerUrl: string): Promise<void> {
  const owner = connectPostgres(ownerUrl, { maxConnections: 1, applicationName: 'test' });
  await owner`analyze`;
  await owner.end({ timeout: 5 });
}

function tell({ number, deliveries }: Story, sent: readonly SentMessage[], found: readonly string[]): string {
  const lines = deliveries.map(({ event: { receivedAt, ...event }, atMs, again }) => ({
    atMs,
    text: `${again ? 'once more' : 'arrives'} ${JSON.stringify(event)}`,
  }));
  const messages = sent.map(({ atMs, ...message }) => ({ atMs, text: `MESSAGE ${JSON.stringify(message)}` }));
  const course = [...lines, ...messages]
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, text }) => `  ${new Date(atMs).toISOString()} ${text}`);
  return [`story ${number}:`, ...found.map((what) => `  ! ${what}`), ...course].join('\n');
}

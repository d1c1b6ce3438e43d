import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import { dayMs } from '../domain/duration.ts';
import { judge, type SentMessage } from './stories/judge.ts';
import { makeStory, type Story } from './stories/make-story.ts';
import { runStories } from './stories/run-stories.ts';
import { test } from './truth.ts';

/** `STORIES=10000` looks longer; `STORIES_SEED` repeats the run that a failure names. */
const storiesMax = Number(process.env['STORIES'] ?? 2_000);
const seed = Number(process.env['STORIES_SEED'] ?? randomInt(2 ** 31));
const storiesAtOnce = 100;
const shownMax = 5;

test(`no story of a person leads to a message after a purchase, after a refusal or with bought goods, and nobody else is forgotten (seed ${seed})`, {
  timeout: 1_800_000,
}, async ({ truth }) => {
  // Simulated time begins after everything that the database dates by the wall.
  const beginsAt = Date.now() + dayMs;
  const wrong: string[] = [];
  let messages = 0;
  for (let first = 0; first < storiesMax && wrong.length < shownMax; first += storiesAtOnce) {
    const count = Math.min(storiesAtOnce, storiesMax - first);
    const stories = Array.from({ length: count }, (_, n) => makeStory({ seed, number: first + n, beginsAt }));
    for (const [story, sent] of await runStories(truth, stories, beginsAt)) {
      messages += sent.length;
      const found = judge(story, sent);
      if (found.length > 0) wrong.push(tell(story, sent, found));
    }
  }
  expect(wrong.slice(0, shownMax).join('\n\n'), `STORIES_SEED=${seed}`).toBe('');
  expect(messages, 'messages of all stories').toBeGreaterThan(storiesMax / 4);
});

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

import { pino } from 'pino';
import { expect, test } from 'vitest';
import { hourMs } from '../domain/duration.ts';
import { startPollingLoop } from './polling-loop.ts';

/** A loop that pauses for hours, so that only a wake begins another round; each round waits until it may end. */
function loopOf() {
  const began: (() => void)[] = [];
  const rounds: { readonly end: () => void }[] = [];
  const loop = startPollingLoop({
    name: 'test',
    log: pino({ enabled: false }),
    async round() {
      await new Promise<void>((resolve) => {
        rounds.push({ end: resolve });
        for (const seen of began.splice(0)) seen();
      });
      return hourMs;
    },
  });
  return {
    loop,
    rounds,
    nextRound: () => new Promise<void>((resolve) => began.push(resolve)),
  };
}

test('a wake ends the pause', async () => {
  const { loop, rounds, nextRound } = loopOf();
  rounds[0]?.end();
  await new Promise(setImmediate);
  const next = nextRound();
  loop.wake();
  await next;
  expect(rounds).toHaveLength(2);
  rounds[1]?.end();
  await loop.stop();
});

test('a wake during a round is not lost', async () => {
  const { loop, rounds, nextRound } = loopOf();
  const next = nextRound();
  loop.wake();
  rounds[0]?.end();
  await next;
  expect(rounds).toHaveLength(2);
  rounds[1]?.end();
  await loop.stop();
});

test('a stop ends the pause, and no round follows', async () => {
  const { loop, rounds } = loopOf();
  rounds[0]?.end();
  await loop.stop();
  expect(rounds).toHaveLength(1);
});

test('many wakes at once are one round', async () => {
  const { loop, rounds, nextRound } = loopOf();
  rounds[0]?.end();
  await new Promise(setImmediate);
  const next = nextRound();
  for (let times = 0; times < 3; times++) loop.wake();
  await next;
  rounds[1]?.end();
  await new Promise(setImmediate);
  expect(rounds).toHaveLength(2);
  await loop.stop();
});

test('a wake does not cut the pause after a round that failed', async () => {
  let rounds = 0;
  const loop = startPollingLoop({
    name: 'test',
    log: pino({ enabled: false }),
    async round() {
      rounds += 1;
      throw new Error('the database is away');
    },
  });
  await new Promise(setImmediate);
  loop.wake();
  await new Promise(setImmediate);
  expect(rounds).toBe(1);
  await loop.stop();
});

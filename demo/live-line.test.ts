import { expect, test, vi } from 'vitest';
import { type LiveCounts, lineOf, startLiveLine } from './live-line.ts';

const counts: LiveCounts = {
  events: 120,
  openCarts: 9,
  abandonedCarts: 4,
  activeRecoveries: 3,
  messages: { email: 2, sms: 1, push: 0 },
  purchases: 5,
  notSent: { anonymous: 2, no_consent: 7 },
};

test('names the reason that kept most messages back', () => {
  expect(lineOf(counts)).toContain('not sent: no_consent 7');
  expect(lineOf({ ...counts, notSent: {} })).not.toContain('not sent');
});

test('is redrawn on one line of a terminal and cut to its width', async () => {
  const written: string[] = [];
  const line = startLiveLine({
    readCounts: async () => counts,
    out: { isTTY: true, columns: 40, write: (text) => Boolean(written.push(String(text))) },
    intervalMs: 5,
  });
  await vi.waitUntil(() => written.length > 1);
  line.stop();
  expect(written[0]).toMatch(/^\r/);
  expect(written[0]?.replace(/^\r\u001b\[2K/, '').length).toBeLessThan(40);
});

test('goes on when the counts cannot be read for a while, and repeats nothing in a file', async () => {
  const written: string[] = [];
  let looks = 0;
  const readCounts = async () => {
    looks += 1;
    if (looks === 1) throw new Error('not yet');
    return counts;
  };
  const line = startLiveLine({
    readCounts,
    out: { isTTY: false, columns: 80, write: (text) => Boolean(written.push(String(text))) },
    intervalMs: 1,
  });
  await vi.waitUntil(() => looks > 5);
  line.stop();
  expect(written).toEqual([expect.stringContaining('cannot be read'), `${lineOf(counts)}\n`]);
});

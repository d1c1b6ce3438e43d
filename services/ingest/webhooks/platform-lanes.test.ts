import { describe, expect, test } from 'vitest';
import type { DeliveryOutcome } from './outcome.ts';
import { createPlatformLanes, type LaneLimits } from './platform-lanes.ts';

const limits: LaneLimits = {
  perIntegrationMax: 2,
  allMax: 5,
  breaker: { failuresMax: 3, openMsMin: 1_000, openMsMax: 8_000 },
};
const done: DeliveryOutcome = { status: 'processed', events: [] };
const away: DeliveryOutcome = { status: 'later', reason: 'api_away' };

/** Lanes with a clock that stands still, whose platforms answer when the test says so. */
function openLanes() {
  const clock = { now: 0 };
  const lanes = createPlatformLanes({ now: () => clock.now }, limits);
  const asked: { readonly of: string; readonly answer: (outcome: DeliveryOutcome) => void }[] = [];
  const ask = (of: string, before = 60_000) =>
    lanes.ask(of, {
      before,
      ask: () => new Promise((answer) => asked.push({ of, answer })),
    });
  /** The questions that are not answered yet get this answer. */
  const answerAll = async (outcome: DeliveryOutcome): Promise<void> => {
    for (const { answer } of asked.splice(0)) answer(outcome);
    // What waits behind them begins in turns of the event loop that follow.
    await new Promise(setImmediate);
  };
  return { clock, lanes, asked, ask, answerAll, names: () => asked.map(({ of }) => of).join('') };
}

describe('questions to the APIs of platforms', () => {
  test('of an integration that does not answer take its own places only', () => {
    const { ask, names, lanes } = openLanes();
    for (let nth = 0; nth < 20; nth++) void ask('a');
    void ask('b');
    expect(names()).toBe('aab');
    expect(lanes.full()).toEqual(['a']);
  });

  test('of different integrations begin in turn', async () => {
    const { ask, names, answerAll } = openLanes();
    for (const of of 'aabbccc') void ask(of);
    expect(names()).toBe('aabbc');
    await answerAll(done);
    expect(names()).toBe('cc');
  });

  test('are answered "later" without being asked while the breaker is open, and one of them tries again', async () => {
    const { ask, names, answerAll, clock } = openLanes();
    const first = [ask('a'), ask('a'), ask('a'), ask('a')];
    await answerAll(away);
    await answerAll(away);
    expect(await Promise.all(first)).toEqual([away, away, away, away]);
    expect(await ask('a')).toEqual(away);
    void ask('b');
    expect(names()).toBe('b');
    clock.now = 1_000;
    const probe = ask('a');
    expect(await ask('a')).toEqual(away);
    expect(names()).toBe('ba');
    await answerAll(done);
    expect(await probe).toEqual(done);
    void ask('a');
    void ask('a');
    expect(names()).toBe('aa');
  });

  test('go on although the platform is busy or refuses: that is an answer', async () => {
    const { ask, names, answerAll } = openLanes();
    const busy: DeliveryOutcome = { status: 'later', reason: 'api_busy' };
    for (let nth = 0; nth < 10; nth++) void ask('a');
    for (let nth = 0; nth < 5; nth++) {
      expect(names()).toBe('aa');
      await answerAll(nth % 2 === 0 ? busy : { status: 'failed', reason: 'api_denied' });
    }
  });

  test('that waited for too long are not begun: their delivery comes again', async () => {
    const { ask, answerAll, clock } = openLanes();
    const begun = [ask('a'), ask('a')];
    const late = ask('a', 500);
    clock.now = 501;
    await answerAll(done);
    expect(await Promise.all(begun)).toEqual([done, done]);
    expect(await late).toEqual({ status: 'later', reason: 'round_full' });
  });

  test('that wait when the process ends are not begun, and those under way finish', async () => {
    const { ask, lanes, answerAll } = openLanes();
    const begun = [ask('a'), ask('a')];
    const waiting = ask('a');
    lanes.stop();
    expect(await waiting).toEqual({ status: 'later', reason: 'round_full' });
    await answerAll(done);
    expect(await Promise.all(begun)).toEqual([done, done]);
  });

  test('that fail with an error say so, and give their place back', async () => {
    const { lanes, ask, names } = openLanes();
    const failing = { before: 60_000, ask: () => Promise.reject(new Error('broken')) };
    await expect(lanes.ask('a', failing)).rejects.toThrow('broken');
    await expect(lanes.ask('a', failing)).rejects.toThrow('broken');
    void ask('a');
    void ask('a');
    expect(names()).toBe('aa');
  });
});

import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, vi } from 'vitest';
import type { CampaignStep } from '../domain/campaign.ts';
import { hourMs } from '../domain/duration.ts';
import { step, test } from '../test/recovery-stage.ts';
import * as contract from './contract.ts';

const hours = (count: number) => count * hourMs;

describe('an untouched cart', () => {
  test('climbs the whole ladder, each step at its time', async ({ play, environment }) => {
    const { end, sent, ended } = await play({});
    expect(sent.map(({ ruleId, atHours }) => [ruleId, atHours])).toEqual([
      ['first', 1],
      ['second', 24],
      ['third', 72],
    ]);
    expect(end).toEqual({ outcome: 'completed', reason: 'no_touch_left' });
    expect(ended.at(-1)?.end).toEqual(end);
  });

  test.for([
    ['where the model answers in the same process', { probability: 0.4, modelVersion: 'test' }, 19],
    ['where its queue has to be asked', undefined, 25],
  ] as const)(
    'with one message costs, %s, a history of at most %3$i events',
    async ([, predictedAtOnce, eventsMax], { play, environment }) => {
      const { events, sent } = await play({ rules: [step('only', 1)], ...(predictedAtOnce && { predictedAtOnce }) });
      expect(sent).toHaveLength(1);
      expect(events).toBeLessThanOrEqual(eventsMax);
    },
  );

  test('gets a step for all channels on each of them', async ({ play, environment }) => {
    const { sent } = await play({ rules: [step('only', 1, { channel: 'all' })] });
    expect(sent.map(({ channel }) => channel).sort()).toEqual(['email', 'push', 'sms']);
  });
});

describe('a purchase', () => {
  test.for([
    [0, 0],
    [2, 1],
    [25, 2],
  ] as const)(
    'after %i hours ends the recovery at once, after %i messages',
    async ([afterHours, messages], { play, environment }) => {
      const { end, sent } = await play({
        during: async (handle) => {
          await environment.sleep(hours(afterHours));
          await handle.signal(contract.orderPlaced, { orderId: randomUUID(), cause: 'purchased' });
        },
      });
      expect(end).toEqual({ outcome: 'purchased', reason: 'purchased' });
      expect(sent).toHaveLength(messages);
    },
  );

  test('that only the claim knows of ends the recovery too', async ({ play, environment }) => {
    const { end, sent } = await play({
      sends: [{ kind: 'not_sent', reason: 'purchased_elsewhere' }],
    });
    expect(end).toEqual({ outcome: 'purchased', reason: 'purchased_elsewhere' });
    expect(sent).toHaveLength(0);
  });

  test('known at the beginning ends it without waiting for anything', async ({ play, environment }) => {
    const end = { outcome: 'purchased', reason: 'purchased_before' } as const;
    const result = await play({ snapshot: { end } });
    expect(result.end).toEqual(end);
    expect(result.events).toBeLessThanOrEqual(8);
  });
});

describe('a customer who', () => {
  test('comes back gets the remaining steps later', async ({ play, environment }) => {
    const { sent } = await play({
      during: async (handle, abandonedAt) => {
        await environment.sleep(hours(10));
        await handle.signal(contract.cartUpdated, { empty: false, lastActivityAt: abandonedAt + hours(10) });
      },
    });
    expect(sent.map(({ atHours }) => atHours)).toEqual([1, 35, 83]);
  });

  test('was active when a message was claimed gets it later, not twice', async ({ play, environment }) => {
    const abandonedAt = await environment.currentTimeMs();
    const { sent, end } = await play({
      rules: [step('only', 1)],
      sends: [{ kind: 'not_sent', reason: 'cart_active', lastActivityAt: abandonedAt + hours(1) }],
    });
    expect(sent.map(({ atHours }) => atHours)).toEqual([3]);
    expect(end).toMatchObject({ outcome: 'completed' });
  });

  test('empties the cart hears no more', async ({ play, environment }) => {
    const { end, sent } = await play({
      during: async (handle) => {
        await environment.sleep(hours(2));
        await handle.signal(contract.cartUpdated, { empty: true, lastActivityAt: 0 });
      },
    });
    expect(end).toEqual({ outcome: 'stopped', reason: 'cart_emptied' });
    expect(sent).toHaveLength(1);
  });

  test('unsubscribes from the only channel hears no more', async ({ play, environment }) => {
    const { end, sent } = await play({
      snapshot: { channels: ['email'] },
      during: async (handle) => {
        await environment.sleep(hours(2));
        await handle.signal(contract.consentChanged, { channel: 'email', status: 'denied' });
      },
    });
    expect(end).toEqual({ outcome: 'stopped', reason: 'unsubscribed' });
    expect(sent).toHaveLength(1);
  });

  test('fills a newer cart loses this recovery to it', async ({ play, environment }) => {
    const { end } = await play({ during: (handle) => handle.signal(contract.superseded) });
    expect(end).toEqual({ outcome: 'stopped', reason: 'superseded' });
  });
});

describe('a pause', () => {
  test('of the campaign holds back what is due, and its end lets it go', async ({ play, environment }) => {
    const { sent, progress } = await play({
      rules: [step('only', 1)],
      during: async (handle) => {
        await handle.signal(contract.campaignPaused, { paused: true });
        await environment.sleep(hours(50));
        await handle.signal(contract.campaignPaused, { paused: false });
      },
    });
    expect(sent.map(({ atHours }) => atHours)).toEqual([50]);
    expect(progress.some(({ stage }) => stage === 'paused')).toBe(true);
  });

  test('that only the claim knows of waits for the campaign to go on', async ({ play, environment }) => {
    const { sent } = await play({
      rules: [step('only', 1)],
      sends: [{ kind: 'not_sent', reason: 'campaign_paused' }],
      during: async (handle) => {
        await environment.sleep(hours(5));
        await handle.signal(contract.campaignPaused, { paused: false });
      },
    });
    expect(sent.map(({ atHours }) => atHours)).toEqual([5]);
  });

  test('by an operator can be read, and ends on resume', async ({ play, environment }) => {
    const { sent } = await play({
      rules: [step('only', 1)],
      during: async (handle) => {
        await handle.signal(contract.pauseRecovery);
        await environment.sleep(hours(3));
        expect(await handle.query(contract.recoveryStatus)).toMatchObject({ stage: 'paused', paused: true });
        await handle.signal(contract.resumeRecovery);
      },
    });
    expect(sent.map(({ atHours }) => atHours)).toEqual([3]);
  });
});

describe('an answer of the person', () => {
  test('holds everything back until somebody resumes', async ({ play, environment }) => {
    const { sent } = await play({
      rules: [step('only', 1)],
      during: async (handle) => {
        await handle.signal(contract.replied);
        await environment.sleep(hours(5));
        expect(await handle.query(contract.recoveryStatus)).toMatchObject({ stage: 'paused', paused: true });
        await handle.signal(contract.resumeRecovery);
      },
    });
    expect(sent.map(({ atHours }) => atHours)).toEqual([5]);
  });

  test('that only the claim knows of does so too', async ({ play, environment }) => {
    const { sent, askedAt } = await play({
      rules: [step('only', 1)],
      sends: [{ kind: 'not_sent', reason: 'human_contact' }],
      during: async (handle) => {
        await environment.sleep(hours(3));
        await handle.signal(contract.resumeRecovery);
      },
    });
    expect([sent.map(({ atHours }) => atHours), askedAt.length]).toEqual([[3], 2]);
  });
});

describe('an operator', () => {
  test('reads what a recovery waits for', async ({ play, environment }) => {
    await play({
      during: async (handle, abandonedAt) => {
        await vi.waitFor(
          async () => {
            const status = await handle.query(contract.recoveryStatus);
            expect(status).toMatchObject({ stage: 'waiting', waitsFor: 'first', waitsUntil: abandonedAt + hours(1) });
          },
          { timeout: 60_000 },
        );
        await handle.signal(contract.stopRecovery);
      },
    });
  });

  test('skips one wait', async ({ play, environment }) => {
    const { sent } = await play({ during: (handle) => handle.signal(contract.skipWait) });
    expect(sent.map(({ atHours }) => atHours)).toEqual([0, 24, 72]);
  });

  test('stops a recovery', async ({ play, environment }) => {
    const { end, sent } = await play({ during: (handle) => handle.signal(contract.stopRecovery) });
    expect(end).toEqual({ outcome: 'stopped', reason: 'stopped_by_operator' });
    expect(sent).toHaveLength(0);
  });

  test('who cancels the workflow has the end recorded for its customer too', async ({ play }) => {
    const { end, ended } = await play({ during: (handle) => handle.cancel() });
    expect(end).toBe('cancelled');
    expect(ended.at(-1)?.end).toEqual({ outcome: 'stopped', reason: 'stopped_by_operator' });
  });
});

describe('a step', () => {
  test('that does not hold is skipped with its reason, and the ladder goes on', async ({ play, environment }) => {
    const { sent, progress, ended } = await play({
      rules: [step('big', 1, { conditions: { valueMinorMin: 10_000 } }), step('any', 2)],
    });
    expect(sent.map(({ ruleId }) => ruleId)).toEqual(['any']);
    const skipped = [...progress, ...ended].flatMap((told) => told.skipped);
    expect(skipped).toEqual([{ ruleId: 'big', channel: null, reason: 'conditions_not_met' }]);
  });

  test.for([
    [0.8, ['likely']],
    [0.2, []],
  ] as const)(
    'for likely buyers looks at the prediction of %d',
    async ([probability, expected], { play, environment }) => {
      const likely = step('likely', 1, { trigger: 'prediction_high', probabilityMin: 0.5 } as Partial<CampaignStep>);
      const { sent } = await play({ rules: [likely], probability });
      expect(sent.map(({ ruleId }) => ruleId)).toEqual(expected);
    },
  );

  test.for([
    [{ probability: 0.8, modelVersion: 'test' }, ['likely', 'any']],
    [null, ['any']],
  ] as const)(
    'believes what the model said while the recovery opened, and does not ask it again: %j',
    async ([predictedAtOnce, expected], { play, environment }) => {
      const likely = step('likely', 1, { trigger: 'prediction_high', probabilityMin: 0.5 } as Partial<CampaignStep>);
      const probability = predictedAtOnce ? 0.1 : 0.9;
      const { sent } = await play({ rules: [likely, step('any', 2)], probability, predictedAtOnce });
      expect(sent.map(({ ruleId }) => ruleId)).toEqual(expected);
    },
  );

  test('about the prediction is skipped when there is none, and the others are sent', async ({ play, environment }) => {
    const likely = step('likely', 1, { trigger: 'prediction_high', probabilityMin: 0.5 } as Partial<CampaignStep>);
    const probability = new Error('no model');
    const { sent, ended, progress } = await play({ rules: [likely, step('any', 2)], probability });
    expect(sent.map(({ ruleId }) => ruleId)).toEqual(['any']);
    expect([...progress, ...ended].flatMap((told) => told.skipped)).toEqual([
      { ruleId: 'likely', channel: null, reason: 'prediction_unavailable' },
    ]);
  });

  test('with a time of day is made at that time of the customer’s zone', async ({ play, environment }) => {
    const evening = step('evening', 1, { trigger: 'time_based', localTime: '18:00' } as Partial<CampaignStep>);
    const { sent } = await play({ rules: [evening], snapshot: { timeZone: 'America/New_York' } });
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' });
    expect(sent.map(({ at }) => clock.format(at))).toEqual(['18:00']);
  });
});

describe('a refusal for the time being', () => {
  test('that names a time is asked again once, when that time has come', async ({ play, environment }) => {
    const notBefore = (await environment.currentTimeMs()) + hours(9);
    const { askedAt, sent, progress } = await play({
      rules: [step('only', 1)],
      sends: [{ kind: 'not_sent', reason: 'cart_active', notBefore }],
    });
    expect(askedAt).toHaveLength(2);
    expect(askedAt[0]).toBeLessThan(notBefore);
    expect(askedAt[1]).toBeGreaterThanOrEqual(notBefore);
    expect(sent).toHaveLength(1);
    expect(progress.at(-1)).toMatchObject({ stage: 'waiting', waitsFor: 'only', waitsUntil: notBefore });
  });

  test('on two channels waits for the one that may be asked for first', async ({ play, environment }) => {
    const start = await environment.currentTimeMs();
    const refused = (afterHours: number) =>
      ({ kind: 'not_sent', reason: 'cart_active', notBefore: start + hours(afterHours) }) as const;
    const { askedAt, sent } = await play({
      rules: [step('only', 1, { channel: 'all' })],
      snapshot: { channels: ['email', 'sms'] },
      sends: [refused(9), refused(5)],
    });
    expect(askedAt).toHaveLength(4);
    expect(sent.map(({ atHours }) => atHours)).toEqual([5, 5]);
  });

  test('that names none, or one that is past, is not asked again at once', async ({ play, environment }) => {
    const notBefore = await environment.currentTimeMs();
    const { askedAt, sent } = await play({
      rules: [step('only', 1)],
      sends: [
        { kind: 'not_sent', reason: 'cart_active' },
        { kind: 'not_sent', reason: 'cart_active', notBefore },
      ],
    });
    const [first = 0, second = 0, third = 0] = askedAt;
    expect(second).toBeGreaterThanOrEqual(first + 60_000);
    expect(third).toBeGreaterThanOrEqual(second + 60_000);
    expect(sent).toHaveLength(1);
  });

  test('that an operator’s skip of the wait meets is met once', async ({ play, environment }) => {
    const notBefore = (await environment.currentTimeMs()) + hours(9);
    const { askedAt } = await play({
      rules: [step('only', 1)],
      sends: [{ kind: 'not_sent', reason: 'cart_active', notBefore }],
      during: (handle) => handle.signal(contract.skipWait),
    });
    expect(askedAt).toHaveLength(2);
    expect(askedAt[1]).toBeGreaterThanOrEqual(notBefore);
  });
});

describe('a provider that', () => {
  test('asks to come back later is tried again', async ({ play, environment }) => {
    const later = ApplicationFailure.create({ type: 'retry_later', nextRetryDelay: '2 minutes' });
    const { sent, end } = await play({ rules: [step('only', 1)], sends: [later, later] });
    expect(sent).toHaveLength(1);
    expect(end).toMatchObject({ outcome: 'completed' });
  });

  test('stays away for longer than a message may wait is given up, and the next step is made', async ({
    play,
    environment,
  }) => {
    const away = ApplicationFailure.create({ type: 'retry_later', nextRetryDelay: '4 hours' });
    const { sent } = await play({ rules: [step('first', 1), step('second', 24)], sends: [away] });
    expect(sent.map(({ ruleId }) => ruleId)).toEqual(['second']);
  });

  test('refuses one message for good does not stop the ladder (I17)', async ({ play, environment }) => {
    const { sent } = await play({ sends: [{ kind: 'not_sent', reason: 'provider_rejected' }] });
    expect(sent.map(({ ruleId }) => ruleId)).toEqual(['second', 'third']);
  });
});

import { expect, vi } from 'vitest';
import { dayMs, hourMs } from '../domain/duration.ts';
import { usualStaleAfterMs } from '../domain/flow/compile-rules.ts';
import type { Flow, FlowStep, SendStep } from '../domain/flow/flow.ts';
import { step, test } from '../test/recovery-stage.ts';
import { campaignChanged, cartUpdated, happened, orderPlaced, pauseRecovery, resumeRecovery } from './contract.ts';

function send(id: string, next: string, change: Partial<SendStep> = {}): SendStep {
  return {
    ...{ id, kind: 'send', channel: 'email', template: id, conditions: {}, probabilityMin: null },
    ...{ window: null, staleAfterMs: null, next },
    ...change,
  };
}
const wait = (id: string, hours: number, next: string): FlowStep => ({
  ...{ id, kind: 'wait', until: 'duration', ms: hours * hourMs, next },
});
const patience = { timeout: 150_000 };
const end: FlowStep = { id: 'end', kind: 'end' };

function flow(start: string, steps: readonly FlowStep[], change: Partial<Flow> = {}): { readonly flow: Flow } {
  return { flow: { version: 1, entry: {}, exits: [], messagesMax: 9, start, steps: [...steps, end], ...change } };
}

const remindWhoDidNotClick = flow('first', [
  send('first', 'clicked'),
  {
    ...{ id: 'clicked', kind: 'wait', until: 'event', event: { name: 'message_clicked', key: 'cart' } },
    ...{ withinMs: 2 * dayMs, next: 'pause', onTimeout: 'reminder' },
  },
  wait('pause', 24, 'thanks'),
  send('thanks', 'end', { channel: 'push' }),
  send('reminder', 'end'),
]);

test('a wait for an event takes its way when the event comes, and the other one when it does not', async ({ play }) => {
  const silent = await play({ snapshot: remindWhoDidNotClick });
  expect(silent.sent.map(({ ruleId, atHours }) => [ruleId, atHours])).toEqual([
    ['first', 0],
    ['reminder', 48],
  ]);
  const clicked = await play({
    snapshot: remindWhoDidNotClick,
    during: async (handle, abandonedAt) => {
      const { cartId } = cartOf(handle.workflowId);
      await handle.signal(happened, { name: 'message_clicked', cartId, at: abandonedAt + hourMs });
    },
  });
  expect(clicked.sent.map(({ ruleId, atHours }) => [ruleId, atHours])).toEqual([
    ['first', 0],
    ['thanks', 25],
  ]);
});

test('an offer goes with the messages behind its step, and with none before it', async ({ play }) => {
  const { sent } = await play({
    snapshot: flow('plain', [
      send('plain', 'offer'),
      { id: 'offer', kind: 'offer', offer: 'ten-percent', next: 'day' },
      wait('day', 24, 'with-code'),
      send('with-code', 'end'),
    ]),
  });
  expect(sent.map(({ ruleId, offer }) => [ruleId, offer])).toEqual([
    ['plain', undefined],
    ['with-code', 'ten-percent'],
  ]);
});

test('an exit kills every wait and branch (field 3)', async ({ play }) => {
  const { sent, end: how } = await play({
    snapshot: flow('pause', [wait('pause', 48, 'late'), send('late', 'end')], {
      exits: [{ name: 'message_clicked', key: 'person' }],
    }),
    during: (handle, abandonedAt) =>
      handle.signal(happened, { name: 'message_clicked', cartId: null, at: abandonedAt + 1_000 }),
  });
  expect([sent, how]).toEqual([[], { outcome: 'stopped', reason: 'exit_met' }]);
});

test('whoever the flow does not take in gets nothing', async ({ play }) => {
  const { sent, end: how } = await play({
    snapshot: flow('now', [send('now', 'end')], { entry: { customer: 'returning' } }),
  });
  expect([sent, how]).toEqual([[], { outcome: 'nothing_to_send', reason: 'conditions_not_met' }]);
});

test('a flow that asks for the prediction at its door waits for it', async ({ play }) => {
  const likely = flow('now', [send('now', 'end')], { entry: { probabilityMin: 0.3 } });
  expect((await play({ snapshot: likely, probability: 0.5 })).sent).toHaveLength(1);
  expect((await play({ snapshot: likely, probability: 0.1 })).sent).toHaveLength(0);
});

test('a message whose latest time is over is left out as stale, and the flow goes on (field 5)', async ({
  play,
  environment,
}) => {
  const { sent, progress, ended } = await play({
    snapshot: flow('hour', [
      wait('hour', 1, 'fresh'),
      send('fresh', 'day', { staleAfterMs: 6 * hourMs }),
      wait('day', 24, 'later'),
      send('later', 'end'),
    ]),
    during: async (handle) => {
      await handle.signal(pauseRecovery);
      await environment.sleep(12 * hourMs);
      await handle.signal(resumeRecovery);
    },
  });
  const skipped = [...progress, ...ended].flatMap((told) => told.skipped);
  expect(skipped).toEqual([{ ruleId: 'fresh', channel: null, reason: 'stale' }]);
  expect(sent.map(({ ruleId, atHours }) => [ruleId, atHours])).toEqual([['later', 25]]);
});

test('a rule’s message that an outage or a pause held back for too long is left out, and judged anew where it was not', async ({
  play,
  environment,
}) => {
  const held = (days: number) =>
    play({
      rules: [step('only', 1)],
      snapshot: { staleAfterMs: usualStaleAfterMs },
      snapshotAgain: { staleAfterMs: usualStaleAfterMs, end: { outcome: 'purchased', reason: 'purchased' } },
      during: async (handle) => {
        await handle.signal(pauseRecovery);
        await environment.sleep(days * dayMs);
        await handle.signal(resumeRecovery);
      },
    });
  expect((await held(4)).end).toEqual({ outcome: 'nothing_to_send', reason: 'stale' });
  expect((await held(1)).end).toEqual({ outcome: 'purchased', reason: 'purchased' });
});

test('a loop sends no more than the ceiling of its flow, each message by a name of its own', async ({ play }) => {
  const { sent } = await play({
    snapshot: flow(
      'again',
      [
        send('again', 'day'),
        wait('day', 24, 'more'),
        { id: 'more', kind: 'branch', paths: [{ when: { messagesMin: 9 }, next: 'end' }], otherwise: 'again' },
      ],
      { messagesMax: 3 },
    ),
  });
  expect(sent.map(({ ruleId }) => ruleId)).toEqual(['again', 'again.2', 'again.3']);
});

test('a new version takes somebody over to its step, and nothing that was sent is sent again', async ({ play }) => {
  const before = flow('first', [send('first', 'week'), wait('week', 168, 'second'), send('second', 'end')]).flow;
  const after = flow('first', [
    send('first', 'day'),
    wait('day', 24, 'second'),
    send('second', 'third'),
    send('third', 'end'),
  ]);
  const { sent } = await play({
    snapshot: { flow: before },
    snapshotAgain: { flow: { ...after.flow, version: 2 } },
    during: (handle, abandonedAt) =>
      handle.signal(campaignChanged, { kind: 'moves', version: 2, stepId: 'first', notBefore: abandonedAt + hourMs }),
  });
  expect(sent.map(({ ruleId, atHours }) => [ruleId, atHours])).toEqual([
    ['first', 0],
    ['second', 25],
    ['third', 25],
  ]);
});

test('the arm of a split is asked for once, and taken; a recovery of before it was kept draws by itself', async ({
  play,
}) => {
  const arms = ['a', 'b'].map((id) => ({ id, share: 1, next: id }));
  const split = flow('part', [
    { id: 'part', kind: 'split', by: 'person', arms },
    send('a', 'end'),
    send('b', 'day'),
    wait('day', 24, 'part'),
  ]);
  const asked = await play({ snapshot: { ...split, keepsArms: true } });
  expect(asked.sent.map(({ ruleId }) => ruleId)).toEqual(['b', 'b.2', 'b.3', 'b.4', 'b.5', 'b.6', 'b.7', 'b.8', 'b.9']);
  expect(asked.armsAsked).toEqual(['part']);
  expect((await play({ snapshot: split })).armsAsked).toEqual([]);
});

test('whoever a new version lets go is sent nothing more', async ({ play }) => {
  const { sent, end: how } = await play({
    snapshot: flow('day', [wait('day', 24, 'late'), send('late', 'end')]),
    during: (handle) => handle.signal(campaignChanged, { kind: 'leaves', version: 2 }),
  });
  expect([sent, how]).toEqual([[], { outcome: 'stopped', reason: 'campaign_changed' }]);
});

test('a flood of signals goes over into a further run, and the order after it still ends the flow (field 4)', async ({
  play,
}) => {
  const { end: how, sent } = await play({
    snapshot: flow('pause', [wait('pause', 240, 'late'), send('late', 'end')]),
    during: async (handle, abandonedAt) => {
      const { client } = handle;
      const running = client.getHandle(handle.workflowId);
      const { runId: firstRunId } = await running.describe();
      for (let round = 0; round < 12; round++)
        await Promise.all(
          Array.from({ length: 100 }, (_, index) =>
            running.signal(cartUpdated, { empty: false, lastActivityAt: abandonedAt + round * 100 + index }),
          ),
        );
      await vi.waitFor(async () => expect((await running.describe()).runId).not.toBe(firstRunId), patience);
      await running.signal(orderPlaced, { orderId: 'o-1', cause: 'purchased' });
    },
  });
  expect([how, sent]).toEqual([{ outcome: 'purchased', reason: 'purchased' }, []]);
});

function cartOf(workflowId: string): { readonly cartId: string } {
  const [, , cartId] = workflowId.split('/');
  if (cartId === undefined) throw new Error(`${workflowId} names no cart`);
  return { cartId };
}

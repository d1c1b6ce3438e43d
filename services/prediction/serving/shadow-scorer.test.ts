import { expect, test } from 'vitest';
import { PredictorError } from '../../../ml/predictor-error.ts';
import { emptyActivity } from '../../../ml/shopping-activity.ts';
import type { LoadedVersion } from './loaded-versions.ts';
import { createShadowScorer, type ShadowScore, shadowsWaitingMax } from './shadow-scorer.ts';

const input = { activity: emptyActivity, cart: null, atMs: 0, timeZone: 'UTC' };

function versionThat(predict: LoadedVersion['predictor']['predict']): LoadedVersion {
  const predictor: LoadedVersion['predictor'] = {
    ...{ modelVersion: 'shadow', predict, ready: async () => {}, close: async () => {} },
    predictMany: (inputs) => Promise.all(inputs.map(predict)),
  };
  return { id: 'v', version: 'shadow', featureSetHash: 'f', modelHash: 'm', predictor };
}

const says = (probability: number) => async () => ({
  probability,
  modelVersion: 'shadow',
  featureSetHash: 'f',
  reasons: [],
});

function scorer() {
  const kept: ShadowScore[] = [];
  let dropped = 0;
  const made = createShadowScorer({
    keep: async (scores) => {
      kept.push(...scores);
    },
    onDropped: (questions) => {
      dropped += questions;
    },
    onFailure: () => {},
    now: () => 0,
  });
  const offer = (version: LoadedVersion, predictionId = 'p') =>
    made.offer({ storeId: 's', predictionId, version, input });
  return { ...made, offer, kept, dropped: () => dropped };
}

test('what a shadow cannot take is dropped and counted, and nobody waits for it', async () => {
  const shadows = scorer();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const version = versionThat(async () => {
    await held;
    return says(0.5)();
  });
  const offered = shadowsWaitingMax * 2;
  for (let question = 0; question < offered; question++) shadows.offer(version, `p${question}`);
  expect(shadows.dropped()).toBeGreaterThan(0);
  release();
  await shadows.stop();
  expect(shadows.kept.length + shadows.dropped()).toBe(offered);
});

test('a shadow that cannot answer is kept with the reason, one that was unloaded is not a score', async () => {
  const shadows = scorer();
  const failing = (code: 'predictor_overloaded' | 'predictor_closed') =>
    versionThat(() => Promise.reject(new PredictorError(code, 'no')));
  shadows.offer(versionThat(says(0.25)), 'good');
  shadows.offer(failing('predictor_overloaded'), 'slow');
  shadows.offer(failing('predictor_closed'), 'gone');
  await shadows.stop();
  expect(
    shadows.kept.map(({ predictionId, probability, errorCode }) => [predictionId, probability, errorCode]),
  ).toEqual([
    ['good', 0.25, null],
    ['slow', null, 'predictor_overloaded'],
  ]);
  expect(shadows.dropped()).toBe(1);
});

import { topics } from '../../../events/topics.ts';
import { readPredictions } from './read-predictions.ts';
import type { TopicSource } from './topic-source.ts';

/** `predictions.v1`: every answer of a model about a cart. */
export const predictionsSource: TopicSource = {
  topic: topics.predictions,
  rowsPerRoundMax: 500,
  async read(tx, rows) {
    const predictions = await readPredictions(tx, rows);
    return predictions.map(({ storeId, id, cartId, atMs, ...prediction }) => ({
      storeId,
      rowId: id,
      key: cartId,
      value: {
        storeId,
        cartId,
        at: atMs,
        probability: prediction.probability,
        modelVersion: prediction.modelVersion,
        featureSetHash: prediction.featureSetHash,
        reasons: prediction.reasons,
        id,
        purpose: prediction.purpose,
        recoveryId: prediction.recoveryId,
      },
    }));
  },
};

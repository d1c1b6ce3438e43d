import { topics } from '../../../events/topics.ts';
import { readPredictions } from './read-predictions.ts';
import type { TopicSource } from './topic-source.ts';

/** `features.v1`: what each prediction was made from. */
export const featuresSource: TopicSource = {
  topic: topics.features,
  rowsPerRoundMax: 500,
  async read(tx, rows) {
    const predictions = await readPredictions(tx, rows);
    return predictions.map(({ storeId, id, cartId, atMs, features, ...prediction }) => ({
      storeId,
      rowId: id,
      key: cartId,
      value: {
        storeId,
        cartId,
        at: atMs,
        featureSet: prediction.featureSet,
        featureSetVersion: prediction.featureSetVersion,
        featureSetHash: prediction.featureSetHash,
        values: Object.fromEntries(features),
        names: features.map(([name]) => name),
        predictionId: id,
      },
    }));
  },
};

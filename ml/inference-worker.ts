import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createTreeExplainer } from './create-tree-explainer.ts';
import type { BatchReply, BatchRequest, InferenceModel } from './inference-thread.ts';
import { sessionOptions } from './session-options.ts';

/** Thread body: ONNX Runtime computes on the thread that calls it, so it gets one where nobody is kept waiting. */

const { onnx, trees } = workerData as InferenceModel;
const session = await InferenceSession.create(onnx, sessionOptions);
const explainer = createTreeExplainer(trees);
const width = explainer.featureCount;

parentPort!.on('message', (request: BatchRequest) => {
  void answer(request).then((reply) => {
    parentPort!.postMessage(reply, reply.kind === 'scored' ? [reply.probabilities.buffer, reply.contributions.buffer] : []);
  });
});

async function answer({ id, rows }: BatchRequest): Promise<BatchReply> {
  try {
    const count = rows.length / width;
    const features = new Tensor('float32', rows, [count, width]);
    const { probabilities } = await session.run({ features }, ['probabilities']);
    const both = probabilities!.data as Float32Array;
    const contributions = new Float64Array(count * width);
    for (let row = 0; row < count; row++) {
      explainer.explain(rows.subarray(row * width, (row + 1) * width), contributions, row * width);
    }
    return { kind: 'scored', id, probabilities: Float32Array.from({ length: count }, (_, row) => both[2 * row + 1]!), contributions };
  } catch (error) {
    return { kind: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createTreeExplainer } from './create-tree-explainer.ts';
import type { BatchReply, BatchRequest, InferenceModel } from './inference-thread.ts';
import { sessionOptions } from './session-options.ts';

/** Thread body: ONNX Runtime computes on the thread that calls it, so it gets one where nobody is kept waiting. */

if (!parentPort) throw new Error('inference-worker.ts is the body of a worker thread: use startInferenceThread');
const port = parentPort;
const { onnx, trees } = workerData as InferenceModel;
const session = await InferenceSession.create(onnx, sessionOptions);
const explainer = createTreeExplainer(trees);
const width = explainer.featureCount;

port.on('message', (request: BatchRequest) => {
  void answer(request).then((reply) => port.postMessage(reply, reply.kind === 'scored' ? [reply.lines.buffer] : []));
});

async function answer({ id, rows }: BatchRequest): Promise<BatchReply> {
  try {
    return { kind: 'scored', id, lines: await score(rows) };
  } catch (error) {
    return { kind: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Per row the probability of the positive class, then the contribution of each feature. */
async function score(rows: Float32Array): Promise<Float32Array<ArrayBuffer>> {
  const count = rows.length / width;
  const features = new Tensor('float32', rows, [count, width]);
  const { probabilities } = await session.run({ features }, ['probabilities']);
  const classes = probabilities?.data;
  if (!(classes instanceof Float32Array)) throw new Error('the model has no float output "probabilities"');
  const lines = new Float32Array(count * (width + 1));
  const contributions = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    contributions.fill(0);
    explainer.explain(rows.subarray(row * width, (row + 1) * width), contributions);
    lines[row * (width + 1)] = classes[2 * row + 1] ?? NaN;
    lines.set(contributions, row * (width + 1) + 1);
  }
  return lines;
}

import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createTreeExplainer, type TreeExplainer } from './create-tree-explainer.ts';
import type { InferenceModel, ThreadReply, ThreadRequest } from './inference-thread.ts';
import { sessionOptions } from './session-options.ts';

/** Thread body: ONNX Runtime computes on the thread that calls it, so it gets one where nobody is kept waiting. */

interface OpenSession {
  readonly session: InferenceSession;
  readonly explainer: TreeExplainer;
}

if (!parentPort) throw new Error('inference-worker.ts is the body of a worker thread: use startInferenceThread');
const port = parentPort;
const sessions = new Map<string, Promise<OpenSession>>();

port.on('message', (request: ThreadRequest) => {
  void answer(request).then((reply) => port.postMessage(reply, reply.kind === 'scored' ? [reply.lines.buffer] : []));
});

async function answer(request: ThreadRequest): Promise<ThreadReply> {
  const { id, key } = request;
  try {
    switch (request.kind) {
      case 'load':
        // Kept at once: rows that follow wait for it.
        sessions.set(key, open(request));
        await sessions.get(key);
        return { kind: 'done', id };
      case 'unload':
        await close(key);
        return { kind: 'done', id };
      case 'score':
        return { kind: 'scored', id, lines: await score(await opened(key), request.rows) };
    }
  } catch (error) {
    return { kind: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}

async function open({ onnx, trees }: InferenceModel): Promise<OpenSession> {
  const session = await InferenceSession.create(onnx, sessionOptions);
  return { session, explainer: createTreeExplainer(trees) };
}

async function close(key: string): Promise<void> {
  const closing = sessions.get(key);
  sessions.delete(key);
  const found = await closing?.catch(() => undefined);
  await found?.session.release();
}

function opened(key: string): Promise<OpenSession> {
  const found = sessions.get(key);
  if (!found) throw new Error(`no model is loaded as ${key}`);
  return found;
}

/** Per row the probability of the positive class, then the contribution of each feature. */
async function score({ session, explainer }: OpenSession, rows: Float32Array): Promise<Float32Array<ArrayBuffer>> {
  const width = explainer.featureCount;
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

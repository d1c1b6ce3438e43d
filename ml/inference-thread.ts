import { Worker } from 'node:worker_threads';
import { PredictorError } from './predictor-error.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** What the thread needs of a model. */
export interface InferenceModel {
  readonly onnx: Uint8Array;
  readonly trees: TreeEnsemble;
}

/** `rows` holds all rows of the batch one after the other. */
export interface BatchRequest {
  readonly id: number;
  readonly rows: Float32Array<ArrayBuffer>;
}

/** One line per row: the probability, then each feature's contribution to the log-odds. */
export interface BatchScores {
  readonly lines: Float32Array<ArrayBuffer>;
}

export type BatchReply =
  | ({ readonly kind: 'scored'; readonly id: number } & BatchScores)
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

export interface InferenceThread {
  /** Scores one batch; takes over the memory of `rows`. */
  score(rows: Float32Array<ArrayBuffer>): Promise<BatchScores>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (scores: BatchScores) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread that holds the model. When it dies, everything asked of it fails: nothing waits for ever. */
export function startInferenceThread(model: InferenceModel): InferenceThread {
  const worker = new Worker(new URL('./inference-worker.ts', import.meta.url), {
    name: 'inference',
    workerData: { onnx: model.onnx, trees: model.trees } satisfies InferenceModel,
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let death: PredictorError | undefined;

  const die = (cause: unknown): void => {
    death ??= new PredictorError(
      'predictor_failed',
      'The inference thread has stopped; start the predictor anew',
      cause,
    );
    for (const { reject } of waiting.values()) reject(death);
    waiting.clear();
  };
  worker.on('error', die);
  worker.on('exit', (code) => die(new Error(`exit code ${code}`)));
  worker.on('message', (reply: BatchReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'scored') asked?.resolve(reply);
    else asked?.reject(new PredictorError('predictor_failed', `Inference failed: ${reply.message}`));
  });

  return {
    score: (rows) =>
      new Promise((resolve, reject) => {
        if (death) return reject(death);
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, rows } satisfies BatchRequest, [rows.buffer]);
      }),
    stop: async () => {
      await worker.terminate();
    },
  };
}

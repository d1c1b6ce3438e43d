import { Worker } from 'node:worker_threads';
import { PredictorError } from './predictor-error.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** What the thread needs of a model. */
export interface InferenceModel {
  readonly onnx: Uint8Array;
  readonly trees: TreeEnsemble;
}

/** `rows` holds all rows of the batch one after the other. */
export type ThreadRequest =
  | ({ readonly kind: 'load'; readonly id: number; readonly key: string } & InferenceModel)
  | { readonly kind: 'unload'; readonly id: number; readonly key: string }
  | { readonly kind: 'score'; readonly id: number; readonly key: string; readonly rows: Float32Array<ArrayBuffer> };

/** One line per row: the probability, then each feature's contribution to the log-odds. */
export interface BatchScores {
  readonly lines: Float32Array<ArrayBuffer>;
}

export type ThreadReply =
  | ({ readonly kind: 'scored'; readonly id: number } & BatchScores)
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Models side by side in one thread, each under a key of the caller's. Whatever is asked rejects with `PredictorError`. */
export interface InferenceThread {
  load(key: string, model: InferenceModel): Promise<void>;
  unload(key: string): Promise<void>;
  /** Scores one batch, after the model is loaded; takes over the memory of `rows`. */
  score(key: string, rows: Float32Array<ArrayBuffer>): Promise<BatchScores>;
  /** False: it has died, and answers nothing any more. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (reply: ThreadReply) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread without models. When it dies, everything asked of it fails: nothing waits for ever. */
export function startInferenceThread(): InferenceThread {
  const worker = new Worker(new URL('./inference-worker.ts', import.meta.url), { name: 'inference' });
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
  worker.on('message', (reply: ThreadReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'failed')
      asked?.reject(new PredictorError('predictor_failed', `Inference failed: ${reply.message}`));
    else asked?.resolve(reply);
  });

  function ask(request: (id: number) => ThreadRequest, transfer: readonly ArrayBuffer[] = []): Promise<ThreadReply> {
    return new Promise((resolve, reject) => {
      if (death) return reject(death);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage(request(id), transfer);
    });
  }

  return {
    async load(key, { onnx, trees }) {
      await ask((id) => ({ kind: 'load', id, key, onnx, trees }));
    },
    async unload(key) {
      await ask((id) => ({ kind: 'unload', id, key }));
    },
    async score(key, rows) {
      const reply = await ask((id) => ({ kind: 'score', id, key, rows }), [rows.buffer]);
      if (reply.kind !== 'scored') throw new PredictorError('predictor_failed', 'The inference thread gave no scores');
      return reply;
    },
    isAlive: () => death === undefined,
    stop: async () => {
      await worker.terminate();
    },
  };
}

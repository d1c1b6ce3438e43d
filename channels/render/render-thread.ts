import { Worker } from 'node:worker_threads';
import { type RenderError, renderFailed } from './render-error.ts';
import type { RenderJob } from './render-parts.ts';
import type { WorkerReport } from './render-worker.ts';

export interface RenderThreadOptions {
  /** Longest time that rendering one message may take, in milliseconds; then the thread is ended. */
  readonly renderMsMax?: number;
  /** The same for compiling, which includes starting the thread and loading MJML. */
  readonly compileMsMax?: number;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB?: number;
  /** Messages that may wait for the thread. */
  readonly waitingMax?: number;
}

export type ThreadResult =
  | { readonly ok: true; readonly parts: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly error: RenderError };

/**
 * Runs render jobs, one at a time, in a thread without environment that can be ended from outside: a template that
 * loops or fills memory fails its own message and nothing else. The thread is started when needed.
 */
export function createRenderThread({
  renderMsMax = 1_000,
  compileMsMax = 15_000,
  memoryMiB = 192,
  waitingMax = 1_000,
}: RenderThreadOptions) {
  let worker: Worker | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  function ready(): Worker {
    if (worker) return worker;
    const started = new Worker(new URL('./render-worker.ts', import.meta.url), {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    started.unref();
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    // Without a listener the thread's death would end the process; `runNow` listens for its own job.
    started.on('error', () => {});
    worker = started;
    return started;
  }

  function runNow(job: RenderJob): Promise<ThreadResult> {
    if (closed) return Promise.resolve(renderFailed('closed', 'retry', 'the renderer is closed'));
    return new Promise((resolve) => {
      const thread = ready();
      let stage: 'compile' | 'render' = 'compile';
      let timer = setTimeout(giveUp, compileMsMax);
      function giveUp() {
        worker = null;
        void thread.terminate();
        end(
          renderFailed(
            'too_slow',
            'permanent',
            `${stage} took longer than ${stage === 'compile' ? compileMsMax : renderMsMax} ms`,
          ),
        );
      }
      function onMessage(report: WorkerReport) {
        switch (report.kind) {
          case 'compiled':
            stage = 'render';
            clearTimeout(timer);
            timer = setTimeout(giveUp, renderMsMax);
            return;
          case 'rendered':
            return end({ ok: true, parts: report.parts });
          case 'failed':
            return end(
              renderFailed(
                report.stage === 'compile' ? 'template_invalid' : 'render_failed',
                'permanent',
                report.detail,
              ),
            );
        }
      }
      function onError(error: Error & { code?: string }) {
        if (worker === thread) worker = null;
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
          end(renderFailed('render_failed', 'permanent', `more than ${memoryMiB} MiB of memory`));
        else end(renderFailed('render_failed', 'retry', 'the render thread failed'));
      }
      function onExit() {
        end(renderFailed('closed', 'retry', 'the render thread ended'));
      }
      function end(result: ThreadResult) {
        clearTimeout(timer);
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        thread.unref();
        resolve(result);
      }
      thread.ref();
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      thread.postMessage(job);
    });
  }

  return {
    async run(job: RenderJob): Promise<ThreadResult> {
      if (waiting >= waitingMax) return renderFailed('busy', 'retry', `${waitingMax} messages wait to be rendered`);
      waiting += 1;
      const result = last.then(() => runNow(job));
      last = result.finally(() => {
        waiting -= 1;
      });
      return result;
    },
    async close(): Promise<void> {
      closed = true;
      await worker?.terminate();
      worker = null;
    },
  };
}

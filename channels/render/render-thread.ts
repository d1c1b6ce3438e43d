import { Worker } from 'node:worker_threads';
import { assertNever } from '../../domain/assert-never.ts';
import { type RenderError, renderFailed } from './render-error.ts';
import type { RenderJob } from './render-parts.ts';
import type { WorkerReport } from './render-worker.ts';

export interface RenderThreadOptions {
  /** Longest time that rendering one message may take, in milliseconds; then the thread is ended. */
  readonly renderMsMax?: number;
  /** The same for compiling its templates, which happens once. */
  readonly compileMsMax?: number;
  /** The same for starting a thread. */
  readonly startMsMax?: number;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB?: number;
  /** Messages that may wait for the thread. */
  readonly waitingMax?: number;
}

export type ThreadResult =
  | { readonly ok: true; readonly parts: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly error: RenderError };

type Stage = 'start' | 'compile' | 'render';
interface Thread {
  readonly worker: Worker;
  started: boolean;
}

/**
 * Runs render jobs, one at a time, in a thread without environment that can be ended from outside: a template that
 * loops or fills memory fails its own message and nothing else. The thread is started when needed. A message takes
 * some milliseconds; the limits are wide because they count the wall clock of a machine that may be busy.
 */
export function createRenderThread(options: RenderThreadOptions) {
  const { memoryMiB = 192, waitingMax = 1_000 } = options;
  const limitsMs = {
    start: options.startMsMax ?? 60_000,
    compile: options.compileMsMax ?? 20_000,
    render: options.renderMsMax ?? 5_000,
  };
  let current: Thread | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  function forget(thread: Thread): void {
    if (current === thread) current = null;
  }

  function openThread(): Thread {
    if (current) return current;
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    const thread: Thread = { worker, started: false };
    worker.unref();
    worker.once('exit', () => forget(thread));
    // Without a listener the thread's death would end the process; `runNow` listens for its own job.
    worker.on('error', () => forget(thread));
    current = thread;
    return thread;
  }

  function runNow(job: RenderJob): Promise<ThreadResult> {
    if (closed) return Promise.resolve(renderFailed('closed', 'retry', 'the renderer is closed'));
    return new Promise((resolve) => {
      const thread = openThread();
      const { worker } = thread;
      let timer: NodeJS.Timeout;
      enter(thread.started ? 'compile' : 'start');

      function enter(stage: Stage): void {
        clearTimeout(timer);
        timer = setTimeout(() => {
          forget(thread);
          void worker.terminate();
          // Starting is the machine's doing; what comes after is the template's.
          end(
            renderFailed(
              'too_slow',
              stage === 'start' ? 'retry' : 'permanent',
              `${stage} took over ${limitsMs[stage]} ms`,
            ),
          );
        }, limitsMs[stage]);
      }
      function onMessage(report: WorkerReport): void {
        switch (report.kind) {
          case 'started':
            thread.started = true;
            enter('compile');
            break;
          case 'compiled':
            enter('render');
            break;
          case 'rendered':
            end({ ok: true, parts: report.parts });
            break;
          case 'failed': {
            const code = report.stage === 'compile' ? 'template_invalid' : 'render_failed';
            end(renderFailed(code, 'permanent', report.detail));
            break;
          }
          default:
            assertNever(report);
        }
      }
      function onError(error: Error & { code?: string }): void {
        const tooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        const detail = tooMuch ? `more than ${memoryMiB} MiB of memory` : 'the render thread failed';
        end(renderFailed('render_failed', tooMuch ? 'permanent' : 'retry', detail));
      }
      function onExit(): void {
        end(renderFailed('closed', 'retry', 'the render thread ended'));
      }
      function end(result: ThreadResult): void {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        resolve(result);
      }
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
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
      await current?.worker.terminate();
      current = null;
    },
  };
}

import { assertNever } from '../../domain/assert-never.ts';
import { createKillableThread, type Step } from '../../runtime/killable-thread.ts';
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

/**
 * Runs render jobs, one at a time, in a thread without environment that can be ended from outside: a template that
 * loops or fills memory fails its own message and nothing else. The thread is started when needed. A message takes
 * some milliseconds; the limits are wide because they count the wall clock of a machine that may be busy.
 */
export function createRenderThread(options: RenderThreadOptions) {
  const { memoryMiB = 192, waitingMax = 1_000 } = options;
  // Starting is the machine's doing; what comes after is the template's.
  const starting = stage('start', options.startMsMax ?? 60_000, 'retry');
  const compiling = stage('compile', options.compileMsMax ?? 20_000, 'permanent');
  const rendering = stage('render', options.renderMsMax ?? 5_000, 'permanent');
  const thread = createKillableThread<RenderJob, WorkerReport, ThreadResult>({
    program: new URL('./render-worker.ts', import.meta.url),
    memoryMiB,
    begin: ({ started }) => (started ? compiling : starting),
    next(report) {
      switch (report.kind) {
        case 'started':
          return compiling;
        case 'compiled':
          return rendering;
        case 'rendered':
          return { result: { ok: true, parts: report.parts } };
        case 'failed': {
          const code = report.stage === 'compile' ? 'template_invalid' : 'render_failed';
          return { result: renderFailed(code, 'permanent', report.detail) };
        }
        default:
          return assertNever(report);
      }
    },
    endedBy(end) {
      switch (end) {
        case 'too_much_memory':
          return renderFailed('render_failed', 'permanent', `more than ${memoryMiB} MiB of memory`);
        case 'failed':
          return renderFailed('render_failed', 'retry', 'the render thread failed');
        case 'ended':
          return renderFailed('closed', 'retry', 'the render thread ended');
        case 'closed':
          return renderFailed('closed', 'retry', 'the renderer is closed');
        default:
          return assertNever(end);
      }
    },
  });
  let waiting = 0;

  return {
    async run(job: RenderJob): Promise<ThreadResult> {
      if (waiting >= waitingMax) return renderFailed('busy', 'retry', `${waitingMax} messages wait to be rendered`);
      waiting += 1;
      return thread.run(job).finally(() => {
        waiting -= 1;
      });
    },
    close: thread.close,
  };
}

function stage(name: string, allowMs: number, then: 'retry' | 'permanent'): Step<ThreadResult> {
  return { allowMs, tooSlow: renderFailed('too_slow', then, `${name} took over ${allowMs} ms`) };
}

import { assertNever } from '../../domain/assert-never.ts';
import { createKillableThread, ThreadEndedError } from '../../runtime/killable-thread.ts';
import type { CheckJob, CheckResult } from './check-sources.ts';
import { type RenderError, renderFailed } from './render-error.ts';
import type { RenderJob } from './render-parts.ts';

export interface RenderThreadOptions {
  /** Longest time that rendering one message may take, in milliseconds; then the thread is ended. */
  readonly renderMsMax?: number;
  /** The same for compiling its templates, which happens once. */
  readonly compileMsMax?: number;
  /** The same for looking at a store's own template. */
  readonly checkMsMax?: number;
  /** The same for starting a thread. */
  readonly startMsMax?: number;
  /** Memory of the thread, in MiB. */
  readonly memoryMiB?: number;
  /** Messages that may wait for the thread. */
  readonly waitingMax?: number;
}

type Failed = { readonly ok: false; readonly error: RenderError };
export type ThreadResult = { readonly ok: true; readonly parts: Readonly<Record<string, string>> } | Failed;

/**
 * Runs render jobs, one at a time, in a thread without environment that can be ended from outside: a template that
 * loops or fills memory fails its own message and nothing else. The thread is started when needed. A message takes
 * some milliseconds; the limits are wide because they count the wall clock of a machine that may be busy.
 */
export function createRenderThread(options: RenderThreadOptions) {
  const {
    renderMsMax = 5_000,
    compileMsMax = 20_000,
    checkMsMax = 10_000,
    startMsMax = 60_000,
    memoryMiB = 192,
    waitingMax = 1_000,
  } = options;
  const program = new URL('./render-worker.ts', import.meta.url);
  const thread = createKillableThread<typeof import('./render-worker.ts')>({ program, memoryMiB, startMsMax });
  let waiting = 0;

  const runNow = (job: RenderJob): Promise<ThreadResult> =>
    thread.run(async (call) => {
      const problem = await call('compile', job.parts, compileMsMax);
      if (problem !== null) return renderFailed('template_invalid', 'permanent', problem);
      const rendered = await call('render', job, renderMsMax);
      if ('problem' in rendered) return renderFailed('render_failed', 'permanent', rendered.problem);
      return { ok: true, parts: rendered.parts };
    });

  async function inLine<Result>(work: () => Promise<Result>): Promise<Result | Failed> {
    if (waiting >= waitingMax) return renderFailed('busy', 'retry', `${waitingMax} messages wait to be rendered`);
    waiting += 1;
    return work()
      .catch(endedThread)
      .finally(() => {
        waiting -= 1;
      });
  }

  return {
    run: (job: RenderJob): Promise<ThreadResult> => inLine(() => runNow(job)),
    check: (job: CheckJob): Promise<CheckResult> =>
      inLine(() =>
        thread.run(
          async (call): Promise<CheckResult> => ({ ok: true, findings: await call('check', job, checkMsMax) }),
        ),
      ),
    close: thread.close,
  };
}

/** Starting is the machine's doing; what comes after is the template's. */
function endedThread(error: unknown): Failed {
  if (!(error instanceof ThreadEndedError)) throw error;
  switch (error.end) {
    case 'not_started':
      return renderFailed('too_slow', 'retry', error.message);
    case 'too_slow':
      return renderFailed('too_slow', 'permanent', error.message);
    case 'too_much_memory':
      return renderFailed('render_failed', 'permanent', error.message);
    case 'failed':
      return renderFailed('render_failed', 'retry', 'the render thread failed');
    case 'closed':
      return renderFailed('closed', 'retry', 'the renderer is closed');
    default:
      return assertNever(error.end);
  }
}

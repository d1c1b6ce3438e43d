import { parentPort } from 'node:worker_threads';
import { describeTemplateError } from './describe-template-error.ts';
import { createPartsRenderer, type RenderJob } from './render-parts.ts';

/** What the thread says: once that it is there, then of each job that compiling is over and how it ended. */
export type WorkerReport =
  | { readonly kind: 'started' }
  | { readonly kind: 'compiled' }
  | { readonly kind: 'rendered'; readonly parts: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly stage: 'compile' | 'render'; readonly detail: string };

const port = parentPort;
if (!port) throw new Error('render-worker.ts runs in a worker thread');
const renderer = createPartsRenderer();
const report = (message: WorkerReport) => port.postMessage(message);

port.on('message', async (job: RenderJob) => {
  try {
    await renderer.compile(job);
  } catch (error) {
    return report({ kind: 'failed', stage: 'compile', detail: describeTemplateError(error) });
  }
  report({ kind: 'compiled' });
  try {
    report({ kind: 'rendered', parts: await renderer.render(job) });
  } catch (error) {
    report({ kind: 'failed', stage: 'render', detail: describeTemplateError(error) });
  }
});
report({ kind: 'started' });

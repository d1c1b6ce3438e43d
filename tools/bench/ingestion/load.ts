/**
 * Child process: sends events over HTTP as fast as they are taken, each with an id of its own, and reports to its parent.
 * A process of its own, so that making and sending requests costs the measured process nothing.
 */
import autocannon from 'autocannon';
import { loadReportOf } from '../load/load-report.ts';
import { sampleEvent } from './sample-event.ts';

export interface Load {
  readonly url: string;
  readonly key: string;
  readonly connections: number;
  readonly seconds: number;
  /** 1: single events; more: batches of so many. */
  readonly eventsPerRequest: number;
}

const idMark = '@id@';

process.once('message', (load: Load) => {
  const nextBody = bodies(load.eventsPerRequest);
  autocannon(
    {
      url: load.url,
      connections: load.connections,
      duration: load.seconds,
      requests: [
        {
          method: 'POST',
          path: '/v1/events',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${load.key}` },
          setupRequest: (request) => ({ ...request, body: nextBody() }),
        },
      ],
    },
    (error, result) => {
      if (error) throw error;
      process.send?.(loadReportOf(result));
      process.disconnect();
    },
  );
});

/** Bodies that differ only in their ids: the rest is made once. */
function bodies(eventsPerRequest: number): () => string {
  const template = JSON.stringify(sampleEvent(idMark, new Date().toISOString()));
  const [before = '', after = ''] = template.split(idMark);
  const run = `${process.pid.toString(36)}-${Date.now().toString(36)}`;
  let count = 0;
  const event = (): string => `${before}${run}-${count++}${after}`;
  if (eventsPerRequest === 1) return event;
  return () => `{"events":[${Array.from({ length: eventsPerRequest }, event).join(',')}]}`;
}

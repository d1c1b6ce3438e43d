import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from '../runtime/logging.ts';

/**
 * Sends what the Temporal runtime says to our log. Once per process, before the first connection: the runtime is one
 * for all workers. Its notices about what a worker does not poll for are by design (one queue, one purpose).
 */
export function logTemporal(log: Logger): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (message.startsWith('No workflows registered')) return;
    const { error, ...context } = meta ?? {};
    const line = { ...context, ...(error ? { err: error } : {}) };
    if (level === 'ERROR') log.error(line, message);
    else log.warn(line, message);
  });
  Runtime.install({ logger, shutdownSignals: [] });
}

import { Connection } from '@temporalio/client';
import type { Logger } from '../../runtime/logging.ts';
import type { TemporalConnection } from '../temporal-connection.ts';
import { commandToAdd, registerSearchAttributes } from './search-attributes.ts';
import { StackError } from './stack-error.ts';

/**
 * Makes a server that was not started by us ready for recoveries. Search attributes that we may not add are an
 * operator's to add, and the log has the command; a server that cannot be used is a `StackError`.
 */
export async function prepareTemporal({ options, namespace }: TemporalConnection, log: Logger): Promise<void> {
  try {
    const connection = await Connection.connect(options);
    const missing = await registerSearchAttributes(connection, namespace).finally(() => connection.close());
    if (missing.length === 0) return;
    const command = commandToAdd(missing, { address: options.address, namespace });
    log.warn(
      { missing, command },
      'Temporal does not let us add search attributes: recoveries start once they are added',
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new StackError(`Temporal at ${options.address} cannot be used (namespace ${namespace}): ${reason}`, {
      cause: error,
    });
  }
}

import type { Logger } from 'pino';
import type { Database } from '../db/postgres/tenancy.ts';

/** What the quick activities work with that a recovery runs beside its workflow. */
export interface RecoveryDeps {
  readonly log: Logger;
  readonly database: Pick<Database, 'app'>;
}

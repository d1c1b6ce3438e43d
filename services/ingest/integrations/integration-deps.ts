import type { Database } from '../../../db/postgres/tenancy.ts';
import type { Platform } from '../../../platforms/platform.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import type { Sealer } from '../../../runtime/sealer.ts';

export type Platforms = ReadonlyMap<string, Platform>;

/** What the verbs on integrations work with. */
export interface IntegrationDeps {
  readonly database: Pick<Database, 'app'>;
  readonly platforms: Platforms;
  readonly sealer: Sealer;
  /** The installation's, for erasing whom a platform asks to erase; without them such a request waits for a person. */
  readonly keys?: KeySource | undefined;
  /** Whether a platform's API may be on this machine: for tests and for trying it out. */
  readonly allowLoopbackApis: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

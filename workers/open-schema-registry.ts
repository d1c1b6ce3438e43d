import type { Database } from '../db/postgres/tenancy.ts';
import { createHttpRegistry } from '../events/schemas/http-registry.ts';
import type { SchemaRegistry } from '../events/schemas/schema-registry.ts';
import type { Config } from '../runtime/config.ts';
import { createPostgresRegistry } from '../services/streaming/schemas/postgres-registry.ts';

/** The registry that the configuration names, or our own. */
export function openSchemaRegistry({
  config,
  database,
}: {
  readonly config: Config;
  readonly database: Pick<Database, 'engine'>;
}): SchemaRegistry {
  return config.schemaRegistryUrl === undefined
    ? createPostgresRegistry(database)
    : createHttpRegistry({ url: config.schemaRegistryUrl });
}

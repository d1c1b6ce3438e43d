import type { Hono } from 'hono';
import { schemaRegistryRoutes } from '../api/schema-registry/routes.ts';
import { registerTopics } from '../events/schemas/register-topics.ts';
import type { Deps } from './deps.ts';
import { openSchemaRegistry } from './open-schema-registry.ts';

/**
 * Tells the registry the released schemas of this version. One that is away is no reason to stay down: whoever writes to a
 * topic registers its schema again before.
 */
export async function publishSchemas(deps: Pick<Deps, 'config' | 'database' | 'log'>): Promise<void> {
  try {
    await registerTopics(openSchemaRegistry(deps));
  } catch (error) {
    deps.log.warn({ err: error }, 'the schemas of the topics are not registered');
  }
}

/** The pages of our registry; none when another one is in use, so that there is one truth. */
export function schemaRegistryPages({ config, secrets, database, log }: Deps): Hono | undefined {
  if (config.schemaRegistryUrl !== undefined) return undefined;
  return schemaRegistryRoutes({
    database,
    operatorKeys: secrets.operatorKeys,
    reportError: (error) => log.error({ err: error }, 'schema registry failed'),
  });
}

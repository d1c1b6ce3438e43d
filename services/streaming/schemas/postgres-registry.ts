import type { Database } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { SchemaRegistry } from '../../../events/schemas/schema-registry.ts';
import { setMode } from './compatibility.ts';
import { findSchema } from './find.ts';
import { registerSchema } from './register.ts';
import { RegistryError, registryCodes } from './registry-error.ts';

/** Our own registry, for processes that reach PostgreSQL anyway: the same tables that the REST protocol serves. */
export function createPostgresRegistry(database: Pick<Database, 'engine'>): SchemaRegistry {
  return {
    register: (subject, schema) => registerSchema(database, { actor: system, subject, schema }),
    schemaOf: async (id) => {
      try {
        return await findSchema(database, id);
      } catch (error) {
        if (error instanceof RegistryError && error.code === registryCodes.schemaNotFound) return null;
        throw error;
      }
    },
    setCompatibility: async (subject, mode) => {
      await setMode(database, { actor: system, subject, mode });
    },
  };
}

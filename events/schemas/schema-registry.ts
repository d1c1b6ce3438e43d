import type { Compatibility } from './compatibility.ts';

/**
 * What a codec needs of a schema registry: our own in PostgreSQL, one in memory, or any that speaks the Confluent REST
 * protocol. Schemas are Avro as JSON text. Ids are global and never reused; the same schema has the same id.
 */
export interface SchemaRegistry {
  /** The id of a schema under a subject, which gets it as a new version when it is new there. Rejects an incompatible one. */
  register(subject: string, schema: string): Promise<number>;
  /** The schema with an id; null: there is none. Rejects when the registry does not answer. */
  schemaOf(id: number): Promise<string | null>;
  /** Says what may follow the versions of a subject. */
  setCompatibility(subject: string, mode: Compatibility): Promise<void>;
}

/** A registry that lives as long as the process and checks nothing: for tests and for a log that only this process reads. */
export function createMemoryRegistry(): SchemaRegistry {
  const schemas: string[] = [];
  return {
    register: async (_subject, schema) => {
      const known = schemas.indexOf(schema);
      return known >= 0 ? known + 1 : schemas.push(schema);
    },
    schemaOf: async (id) => schemas[id - 1] ?? null,
    setCompatibility: async () => {},
  };
}

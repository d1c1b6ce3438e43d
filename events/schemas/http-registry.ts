import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { splitCredentials } from '../../runtime/url-credentials.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** The registry did not do what it was asked: `status` is null when it did not answer in time or at all. */
export class RegistryUnavailable extends Error {
  readonly status: number | null;
  constructor(status: number | null, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RegistryUnavailable';
    this.status = status;
  }
}

const timeoutMs = 5_000;
/** Schemas kept by id; an id never changes its meaning. */
const schemasMax = 1_000;
const reasonLengthMax = 300;
const contentType = 'application/vnd.schemaregistry.v1+json';

const registered = z.object({ id: z.int() });
const found = z.object({ schema: z.string() });

/**
 * A registry that speaks the Confluent REST protocol: Confluent's, another one, or ours over the network. User and password
 * in the address go as Basic authentication.
 */
export function createHttpRegistry({ url }: { readonly url: string }): SchemaRegistry {
  const { base, authorization } = splitCredentials(url);
  const schemas = new LRUCache<number, string>({ max: schemasMax });

  return {
    async register(subject, schema) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions`;
      return registered.parse(await call('POST', path, { schema })).id;
    },
    async schemaOf(id) {
      const known = schemas.get(id);
      if (known !== undefined) return known;
      const answer = await call('GET', `/schemas/ids/${id}`).catch((error: unknown) => {
        if (error instanceof RegistryUnavailable && error.status === 404) return null;
        throw error;
      });
      if (answer === null) return null;
      const { schema } = found.parse(answer);
      schemas.set(id, schema);
      return schema;
    },
    async setCompatibility(subject, mode) {
      await call('PUT', `/config/${encodeURIComponent(subject)}`, { compatibility: mode });
    },
  };

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await send(method, path, body);
    const text = await response.text();
    if (response.ok) return JSON.parse(text);
    const reason = text.slice(0, reasonLengthMax);
    throw new RegistryUnavailable(response.status, `the schema registry refused ${method} ${path}: ${reason}`);
  }

  async function send(method: string, path: string, body: object | undefined): Promise<Response> {
    try {
      return await fetch(`${base}${path}`, {
        method,
        headers: { accept: contentType, 'content-type': contentType, ...(authorization && { authorization }) },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw new RegistryUnavailable(null, `the schema registry does not answer ${method} ${path}`, error);
    }
  }
}

import { access } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { type KeyScope, keyScopes, scopesAllowing } from '../../domain/key-scope.ts';
import { memberRoles, type Permission, type Role, rolePermissions } from '../../domain/permission.ts';
import { type Content, type DocumentedOperation, readApiDocument } from '../../test/api-document.ts';
import { type ApiAnswer, type ApiFixture, type ApiRequest, test } from '../../test/api-fixture.ts';
import { everyOperation } from '../../test/operations/every-operation.ts';
import { newPerson, type SignedInPerson } from '../../test/sign-in.ts';

import { outsideEffects } from '../idempotency/outside-effects.ts';

/** The same rules for all routes, read from the document, so that a new route cannot forget them. */

const unknownId = '01890000-0000-7000-8000-000000000000';

const withIds = (path: string): string =>
  path
    .replace('{id}', unknownId)
    .replace('{name}', 'own-unknown')
    .replace('{version}', '1')
    .replace('{model}', 'purchase')
    .replace('{splitId}', 'split-1')
    .replace('{channel}/{provider}', 'email/unknown');

const isSecured = ({ security }: DocumentedOperation): boolean => security.length > 0;
const isOwn = ({ permission }: DocumentedOperation): boolean => permission === 'account:write';
const hasBody = ({ body }: DocumentedOperation): boolean => body !== null;
const scopesOf = ({ security }: DocumentedOperation): readonly string[] =>
  security.flatMap(({ apiKey }) => apiKey ?? []);

describe('every route', () => {
  test('has an id, a summary, a tag, an example of every body and every answer, and a schema for every error', async ({
    api,
  }) => {
    const operations = await everyDocumented(api);
    expect(operations.length).toBeGreaterThan(30);
    for (const operation of operations) {
      const { operationId, summary, tags, body, answers } = operation;
      expect(summary, operationId).toBeTruthy();
      expect(tags, operationId).toHaveLength(1);
      if (body) expectExample(body, `${operationId} body`);
      for (const [status, content] of answers) {
        if (status === '204') continue;
        expectExample(content ?? {}, `${operationId} ${status}`);
        const schema = JSON.stringify(content?.['application/json']?.schema ?? {});
        if (
          Number(status) >= 400 &&
          !schema.includes('RejectedEvent') &&
          status !== '422' &&
          operationId !== 'getReadiness'
        )
          expect(schema, `${operationId} ${status}`).toContain('#/components/schemas/Error');
      }
      if (isSecured(operation))
        expect([...answers.keys()], operationId).toEqual(
          expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
        );
      if (hasBody(operation))
        expect([...answers.keys()], operationId).toEqual(expect.arrayContaining(['413', '415', '422']));
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  test('refuses a request without a key, with a made-up one and with a revoked one', async ({ api }) => {
    const store = await api.newStore();
    const { json: created } = await api.call('/v1/api-keys', {
      method: 'POST',
      key: store.key,
      body: { name: 'lost', scopes: [...keyScopes] },
    });
    await api.call(`/v1/api-keys/${created.id}`, { method: 'DELETE', key: store.key });
    for (const operation of await secured(api)) {
      for (const key of [undefined, 'crk_made-up', created.key]) {
        const { status, json, headers } = await api.call(operation.path, {
          method: operation.method,
          key,
          body: hasBody(operation) ? {} : undefined,
        });
        expect([operation.operationId, status, json.error.code]).toEqual([
          operation.operationId,
          401,
          'unauthenticated',
        ]);
        expect(headers.get('www-authenticate')).toContain('Bearer');
      }
    }
  });

  test('has its line in test/operations/, with the permission that the document names or what holds strangers off instead', async ({
    api,
  }) => {
    const operations = await everyDocumented(api);
    const documented = new Set(operations.map(({ operationId }) => operationId));
    const missing = [...documented].filter((operationId) => !Object.hasOwn(everyOperation, operationId));
    expect(missing, 'routes that lack a line in test/operations/').toEqual([]);
    const left = Object.keys(everyOperation).filter((operationId) => !documented.has(operationId));
    expect(left, 'lines of test/operations/ that no route answers to').toEqual([]);
    for (const { operationId, security, permission } of operations)
      expect([operationId, security.length > 0 ? permission : null]).toEqual([operationId, permissionOf(operationId)]);
  });

  test('that is no GET is tried out, unless its line says that it changes nothing', async ({ api }) => {
    for (const { operationId, method } of await secured(api))
      expect([operationId, everyOperation[operationId]?.kind === 'reads']).toEqual([operationId, method === 'GET']);
    for (const one of Object.values(everyOperation))
      if (one.kind === 'tried-elsewhere') await access(new URL(`../../${one.triedIn}`, import.meta.url));
  });

  test('that may be executed a second time under one Idempotency-Key is one that there is', () => {
    const changing = Object.entries(everyOperation).filter(([, { kind }]) => kind !== 'open' && kind !== 'reads');
    const ids = changing.map(([operationId]) => operationId);
    expect([...outsideEffects].filter((operationId) => !ids.includes(operationId))).toEqual([]);
  });

  test('lets a key pass by each of the scopes that hold its permission', async ({ api }) => {
    const store = await api.newStore();
    const keys = new Map<KeyScope, string>();
    for (const scope of keyScopes) keys.set(scope, await api.newKey(store.id, scope));
    for (const operation of await secured(api)) {
      const permission = permissionIn(operation);
      expect([operation.operationId, scopesOf(operation)]).toEqual([operation.operationId, scopesAllowing(permission)]);
      for (const scope of scopesAllowing(permission)) {
        const { status } = await api.call(operation.path, {
          method: operation.method,
          key: keys.get(scope),
          body: hasBody(operation) ? {} : undefined,
        });
        expect([operation.operationId, scope, status]).not.toEqual([operation.operationId, scope, 403]);
      }
    }
  });

  test('refuses a key that lacks its scope', async ({ api }) => {
    const store = await api.newStore();
    for (const operation of await secured(api)) {
      const lacking = keyScopes.filter((scope) => !scopesOf(operation).includes(scope));
      const key = await api.newKey(store.id, ...lacking);
      const { status, json } = await api.call(operation.path, {
        method: operation.method,
        key,
        body: hasBody(operation) ? {} : undefined,
      });
      expect([operation.operationId, status, json.error.code]).toEqual([operation.operationId, 403, 'forbidden']);
    }
  });

  test('lets a person pass by their role in the store that they name, and in no other', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const persons: [Role, SignedInPerson][] = [['admin', await newPerson(api, { admin: true })]];
    for (const role of memberRoles) persons.push([role, await newPerson(api, { roles: { [store.id]: role } })]);
    for (const operation of await secured(api)) {
      const { operationId, method, path } = operation;
      const permission = permissionIn(operation);
      for (const [role, person] of persons) {
        const passes = async (storeId: string) => {
          const body = hasBody(operation) ? {} : undefined;
          const { status } = await person.call(path, { method, storeId, body });
          expect([operationId, role, status]).not.toEqual([operationId, role, 401]);
          return status !== 403;
        };
        const held = rolePermissions[role].includes(permission) || isOwn(operation);
        expect([operationId, role, await passes(store.id)]).toEqual([operationId, role, held]);
        expect([operationId, role, await passes(other.id)]).toEqual([
          operationId,
          role,
          isOwn(operation) || (held && role === 'admin'),
        ]);
      }
    }
  });

  test('with an id answers 404 for one that the store does not have', async ({ api }) => {
    const store = await api.newStore();
    const send = await senderOf(api, store.key);
    for (const operation of (await secured(api)).filter(({ path }) => path.includes(unknownId))) {
      const { status, json } = await send(operation, { body: exampleBody(operation) });
      expect([operation.operationId, status, json.error.code]).toEqual([operation.operationId, 404, 'not_found']);
      const malformed = await send(
        { ...operation, path: operation.path.replace(unknownId, 'no-uuid') },
        { body: exampleBody(operation) },
      );
      expect([operation.operationId, malformed.status, malformed.json.error.path]).toEqual([
        operation.operationId,
        400,
        'id',
      ]);
    }
  });

  test('with a body refuses malformed JSON, another content type and too much of it', async ({ api }) => {
    const store = await api.newStore();
    const sendTo = await senderOf(api, store.key);
    for (const operation of (await secured(api)).filter(hasBody)) {
      const send = (body: string, headers = {}) => sendTo(operation, { body, headers });
      const malformed = await send('{"a":');
      expect([operation.operationId, malformed.status, malformed.json.error.code]).toEqual([
        operation.operationId,
        400,
        'bad_request',
      ]);
      const text = await send('{}', { 'content-type': 'text/plain' });
      expect([operation.operationId, text.status, text.json.error.code]).toEqual([
        operation.operationId,
        415,
        'unsupported_media_type',
      ]);
      const large = await send(JSON.stringify({ filling: 'x'.repeat(300 * 1024) }), {
        'content-length': String(300 * 1024 + 14),
      });
      expect([operation.operationId, large.status, large.json.error.code]).toEqual([
        operation.operationId,
        413,
        'payload_too_large',
      ]);
      const empty = await send('');
      expect([operation.operationId, empty.status]).toEqual([operation.operationId, 400]);
      const wrongShape = await send('[]');
      expect([operation.operationId, wrongShape.status, wrongShape.json.error.code]).toEqual([
        operation.operationId,
        422,
        'invalid',
      ]);
    }
  });

  test('counts a body without a stated length while it is read', async ({ api }) => {
    const store = await api.newStore();
    const send = await senderOf(api, store.key);
    for (const operation of (await secured(api)).filter(hasBody)) {
      const { status } = await send(operation, { body: JSON.stringify({ filling: 'x'.repeat(300 * 1024) }) });
      expect([operation.operationId, status]).toEqual([operation.operationId, 413]);
    }
  });

  test('answers 405 and names the right methods for a wrong one', async ({ api }) => {
    const { json } = await api.call('/openapi.json');
    const methodsAt = Map.groupBy(readApiDocument(json), ({ path }) => path);
    // `/v1/templates/check` is a path of its own, and fits where a template of that name would be.
    const isAt = (pattern: string, path: string) =>
      new RegExp(`^${pattern.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
    for (const [path, operations] of methodsAt) {
      const right = operations.map(({ method }) => method);
      const taken = [...methodsAt]
        .filter(([pattern]) => isAt(pattern, withIds(path)))
        .flatMap(([, others]) => others.map(({ method }) => method));
      const wrong = ['PUT', 'DELETE', 'PATCH'].find((method) => !taken.includes(method)) ?? 'TRACE';
      const { status, json, headers } = await api.call(withIds(path), { method: wrong });
      expect([path, status, json.error.code]).toEqual([path, 405, 'method_not_allowed']);
      expect(headers.get('allow')?.split(', ').sort()).toEqual(right.sort());
    }
  });

  test('carries a request id and the headers that keep an answer from being run, framed or kept', async ({ api }) => {
    for (const operation of await secured(api)) {
      const { headers, json } = await api.call(operation.path, { method: operation.method });
      expect(headers.get('x-request-id')).toBe(json.error.requestId);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});

/** By its line in the table; null of one that is open. */
function permissionOf(operationId: string): Permission | null {
  const one = everyOperation[operationId];
  return one === undefined || one.kind === 'open' ? null : one.permission;
}

/** With an id that no store has in place of each parameter. */
async function everyDocumented(api: Pick<ApiFixture, 'call'>): Promise<readonly DocumentedOperation[]> {
  const { json } = await api.call('/openapi.json');
  return readApiDocument(json).map((one) => ({ ...one, path: withIds(one.path) }));
}

async function secured(api: Pick<ApiFixture, 'call'>): Promise<readonly DocumentedOperation[]> {
  return (await everyDocumented(api)).filter(isSecured);
}

/** Of an operation that is not open. */
function permissionIn({ operationId, permission }: DocumentedOperation): Permission {
  if (permission === null) throw new Error(`${operationId} names no permission`);
  return permission;
}

/** Calls an operation as one who may: the store's key, the operator, or a person for what is their own. */
async function senderOf(api: ApiFixture, storeKey: string) {
  const person = await newPerson(api);
  return (operation: DocumentedOperation, request: Pick<ApiRequest, 'body' | 'headers'>): Promise<ApiAnswer> => {
    const { method, path } = operation;
    if (isOwn(operation)) return person.call(path, { method, ...request });
    return api.call(path, { method, key: scopesOf(operation).length > 0 ? storeKey : api.adminKey, ...request });
  };
}

function exampleBody({ body }: DocumentedOperation): unknown {
  return body?.['application/json']?.example;
}

function expectExample(content: Content, where: string): void {
  for (const [type, { example, examples }] of Object.entries(content))
    expect(example ?? examples, `${where} (${type}) has an example`).toBeDefined();
}

import { randomUUID } from 'node:crypto';
import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { ConfluentSchemaRegistry } from '@platformatic/kafka';
import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { describe, expect } from 'vitest';
import { withStore } from '../../db/postgres/tenancy.ts';
import { createEventCodec } from '../../events/schemas/event-codec.ts';
import { createHttpRegistry } from '../../events/schemas/http-registry.ts';
import { registerTopics } from '../../events/schemas/register-topics.ts';
import { listInstallationAudit } from '../../services/journal/audit/list.ts';
import { createPostgresRegistry } from '../../services/streaming/schemas/postgres-registry.ts';
import { test as base } from '../../test/api-fixture.ts';
import { eventsOf } from '../../test/event-factory.ts';
import { listen } from '../../workers/listen.ts';
import { schemaRegistryRoutes } from './routes.ts';

const adminApiKey = 'operator-key-of-the-tests-0123456789';

interface Registry {
  readonly url: string;
  readonly reported: unknown[];
  call(method: string, path: string, body?: unknown, authorization?: string): Promise<Answer>;
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  readonly json: any;
}

const test = base.extend('registry', { scope: 'file' }, async ({ api }, { onCleanup }): Promise<Registry> => {
  const reported: unknown[] = [];
  const routes = schemaRegistryRoutes({
    database: api.database,
    operatorKeys: () => [adminApiKey],
    reportError: (error) => reported.push(error),
  });
  const app = new Hono().route('/schema-registry', routes);
  const server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0, webSocketBytesMax: 1 });
  onCleanup(() => server.stop(0));
  const url = `http://127.0.0.1:${server.port}/schema-registry`;
  return {
    url,
    reported,
    async call(method, path, body, authorization = `Bearer ${adminApiKey}`) {
      const response = await fetch(url + path, {
        method,
        headers: { authorization, 'content-type': 'application/vnd.schemaregistry.v1+json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, json: await response.json() };
    },
  };
});

const record = (...fields: object[]) => ({
  schema: JSON.stringify({ type: 'record', name: `R${randomUUID().slice(0, 8)}`, fields }),
});
/** A record that differs from another one in its fields only. */
const grown = ({ schema }: { schema: string }, ...more: object[]) => {
  const parsed = JSON.parse(schema);
  return { schema: JSON.stringify({ ...parsed, fields: [...parsed.fields, ...more] }) };
};
const a = { name: 'a', type: 'int' };
const b = { name: 'b', type: 'int' };
const bDefault = { ...b, default: 0 };
const newSubject = () => `s-${randomUUID()}-value`;

describe('the registry', () => {
  test('lets only the operator in, as bearer or with the key as password', async ({ registry, api }) => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    for (const wrong of ['', 'Bearer nonsense', basic('user:nonsense'), basic(adminApiKey), 'Digest x', 'Bearer']) {
      const { status, headers, json } = await registry.call('GET', '/subjects', undefined, wrong);
      expect([status, json.error_code]).toEqual([401, 40101]);
      expect(headers.get('www-authenticate')).toBe('Basic realm="schema-registry"');
    }
    const { key } = await api.newStore();
    expect((await registry.call('GET', '/subjects', undefined, `Bearer ${key}`)).status).toBe(401);
    expect((await registry.call('GET', '/subjects', undefined, basic(`any:${adminApiKey}`))).status).toBe(200);
  });

  test('is out of reach for what acts in a store', async ({ api }) => {
    const { id } = await api.newStore();
    for (const table of ['registry_schemas', 'registry_versions', 'registry_compatibility']) {
      const reading = withStore(api.database, id, (tx) => tx.execute(sql.raw(`select from ${table}`)));
      await expect(reading).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  test('speaks its own content type, also of an address that does not exist', async ({ registry }) => {
    const types = await registry.call('GET', '/schemas/types');
    expect(types.headers.get('content-type')).toBe('application/vnd.schemaregistry.v1+json');
    expect(types.json).toEqual(['AVRO']);
    const nothing = await registry.call('GET', '/nothing/here');
    expect([nothing.status, nothing.json.error_code]).toEqual([404, 404]);
    expect((await registry.call('GET', '')).json).toEqual({});
    expect((await registry.call('GET', '/mode')).json).toEqual({ mode: 'READWRITE' });
  });

  test('gives the same schema the same id under every subject, and another one another', async ({ registry }) => {
    const [first, second] = [newSubject(), newSubject()];
    const schema = record(a);
    const { json } = await registry.call('POST', `/subjects/${first}/versions`, schema);
    expect(json.id).toBeGreaterThan(0);
    const spaced = { schema: JSON.stringify(JSON.parse(schema.schema), null, 2) };
    expect((await registry.call('POST', `/subjects/${first}/versions`, spaced)).json).toEqual(json);
    expect((await registry.call('POST', `/subjects/${second}/versions`, schema)).json).toEqual(json);
    const next = await registry.call('POST', `/subjects/${first}/versions`, grown(schema, bDefault));
    expect(next.json.id).not.toBe(json.id);

    expect((await registry.call('GET', `/subjects/${first}/versions`)).json).toEqual([1, 2]);
    expect((await registry.call('GET', `/subjects/${first}/versions/1`)).json).toEqual({
      subject: first,
      id: json.id,
      version: 1,
      schemaType: 'AVRO',
      ...schema,
    });
    expect((await registry.call('GET', `/subjects/${first}/versions/latest`)).json.version).toBe(2);
    expect((await registry.call('GET', `/subjects/${first}/versions/-1`)).json.version).toBe(2);
    expect((await registry.call('GET', `/subjects/${first}/versions/1/schema`)).json).toEqual(
      JSON.parse(schema.schema),
    );
    expect((await registry.call('GET', `/schemas/ids/${json.id}`)).json).toEqual({ schemaType: 'AVRO', ...schema });
    expect((await registry.call('GET', `/schemas/ids/${json.id}/schema`)).json).toEqual(JSON.parse(schema.schema));
    expect((await registry.call('GET', `/schemas/ids/${json.id}/subjects`)).json.toSorted()).toEqual(
      [first, second].toSorted(),
    );
    expect((await registry.call('GET', `/schemas/ids/${json.id}/versions`)).json).toContainEqual({
      subject: second,
      version: 1,
    });
    expect((await registry.call('POST', `/subjects/${first}`, schema)).json.version).toBe(1);
    const mine = await registry.call('GET', `/subjects?subjectPrefix=${first.slice(0, 12)}`);
    expect(mine.json).toEqual([first]);
  });

  test('numbers schemas without a gap or a repetition when many come at once', async ({ registry }) => {
    const subject = newSubject();
    await registry.call('PUT', `/config/${subject}`, { compatibility: 'NONE' });
    const schemas = Array.from({ length: 12 }, (_, index) => record({ name: `f${index % 6}`, type: 'int' }));
    const same = schemas.slice(0, 6);
    const answers = await Promise.all(
      [...same, ...same].map((schema) => registry.call('POST', `/subjects/${subject}/versions`, schema)),
    );
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(6);
    expect((await registry.call('GET', `/subjects/${subject}/versions`)).json).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('says by the protocol what does not exist or is not allowed', async ({ registry }) => {
    const subject = newSubject();
    const schema = record(a);
    await registry.call('POST', `/subjects/${subject}/versions`, schema);
    const refusals: readonly (readonly [string, string, unknown, number, number])[] = [
      ['GET', '/subjects/unknown/versions', undefined, 404, 40401],
      ['GET', '/subjects/unknown/versions/1', undefined, 404, 40401],
      ['GET', `/subjects/${subject}/versions/7`, undefined, 404, 40402],
      ['GET', '/schemas/ids/999999', undefined, 404, 40403],
      ['GET', '/schemas/ids/x', undefined, 404, 40403],
      ['POST', `/subjects/${subject}`, record(b), 404, 40403],
      ['POST', '/subjects/unknown', record(b), 404, 40401],
      ['GET', `/config/${subject}`, undefined, 404, 40408],
      ['POST', `/subjects/${subject}/versions`, grown(schema, b), 409, 409],
      ['POST', `/subjects/${subject}/versions`, { schema: '{"type":"nonsense"}' }, 422, 42201],
      ['POST', `/subjects/${subject}/versions`, { schema: 'not json' }, 422, 42201],
      ['POST', `/subjects/${subject}/versions`, { schema: '"string"', schemaType: 'PROTOBUF' }, 422, 42201],
      ['POST', `/subjects/${subject}/versions`, { schema: '"string"', references: [{}] }, 422, 42201],
      ['POST', `/subjects/${subject}/versions`, {}, 422, 42201],
      ['POST', `/subjects/${subject}/versions`, 'not json', 422, 42201],
      ['POST', `/subjects/${subject}/versions`, { schema: '['.repeat(100_000) }, 422, 42201],
      ['POST', `/subjects/${subject}/versions`, { schema: JSON.stringify('x'.repeat(300_000)) }, 422, 42209],
      ['POST', `/subjects/${'x'.repeat(256)}/versions`, schema, 422, 42208],
      ['POST', '/subjects/a%00b/versions', schema, 422, 42208],
      ['GET', '/subjects?subjectPrefix=%00', undefined, 422, 42208],
      ['GET', `/subjects/${subject}/versions/0`, undefined, 422, 42202],
      ['GET', `/subjects/${subject}/versions/newest`, undefined, 422, 42202],
      ['PUT', `/config/${subject}`, { compatibility: 'SIDEWAYS' }, 422, 42203],
      ['PUT', `/config/${subject}`, {}, 422, 42203],
      ['POST', '/compatibility/subjects/unknown/versions/latest', schema, 404, 40401],
      ['POST', `/compatibility/subjects/${subject}/versions/9`, schema, 404, 40402],
      ['DELETE', '/subjects/unknown', undefined, 404, 40401],
      ['DELETE', `/subjects/${subject}/versions/3`, undefined, 404, 40402],
      ['DELETE', `/subjects/${subject}?permanent=true`, undefined, 404, 40405],
      ['DELETE', `/subjects/${subject}/versions/1?permanent=true`, undefined, 404, 40407],
    ];
    for (const [method, path, body, status, code] of refusals) {
      const answer = await registry.call(method, path, body);
      expect([method, path.slice(0, 80), answer.status, answer.json.error_code]).toEqual([
        method,
        path.slice(0, 80),
        status,
        code,
      ]);
      expect(answer.json.message).toEqual(expect.any(String));
    }
    expect(registry.reported).toEqual([]);
  });

  test('lets nothing follow that breaks the mode of its subject, and says what would', async ({ registry }) => {
    const subject = newSubject();
    const schema = record(a);
    await registry.call('POST', `/subjects/${subject}/versions`, schema);
    const check = async (body: object, version: string) =>
      (await registry.call('POST', `/compatibility/subjects/${subject}/versions${version}?verbose=true`, body)).json;

    expect(await check(grown(schema, bDefault), '/latest')).toEqual({ is_compatible: true, messages: [] });
    const refused = await check(grown(schema, b), '/1');
    expect(refused.is_compatible).toBe(false);
    expect(refused.messages[0]).toContain('no matching field for default-less');

    const mode = { compatibility: 'FORWARD' };
    expect((await registry.call('PUT', `/config/${subject}`, mode)).json).toEqual(mode);
    expect((await registry.call('GET', `/config/${subject}`)).json).toEqual({ compatibilityLevel: 'FORWARD' });
    expect((await check(grown(schema, b), '')).is_compatible).toBe(true);
    expect((await registry.call('POST', `/subjects/${subject}/versions`, grown(schema, b))).status).toBe(200);

    expect((await registry.call('DELETE', `/config/${subject}`)).json).toEqual({ compatibilityLevel: 'FORWARD' });
    const inherited = await registry.call('GET', `/config/${subject}?defaultToGlobal=true`);
    expect(inherited.json).toEqual({ compatibilityLevel: 'BACKWARD' });
  });

  test('deletes softly first, then for good, and never the schema that messages need', async ({ registry }) => {
    const subject = newSubject();
    const schema = record(a);
    const { json } = await registry.call('POST', `/subjects/${subject}/versions`, schema);
    await registry.call('POST', `/subjects/${subject}/versions`, grown(schema, bDefault));

    expect((await registry.call('DELETE', `/subjects/${subject}/versions/2`)).json).toBe(2);
    expect((await registry.call('GET', `/subjects/${subject}/versions`)).json).toEqual([1]);
    expect((await registry.call('GET', `/subjects/${subject}/versions?deleted=true`)).json).toEqual([1, 2]);
    const again = await registry.call('DELETE', `/subjects/${subject}/versions/2`);
    expect([again.status, again.json.error_code]).toEqual([404, 40406]);

    expect((await registry.call('DELETE', `/subjects/${subject}`)).json).toEqual([1]);
    expect((await registry.call('GET', `/subjects/${subject}/versions`)).json.error_code).toBe(40401);
    expect((await registry.call('DELETE', `/subjects/${subject}`)).json.error_code).toBe(40404);
    await registry.call('POST', `/subjects/${subject}/versions`, schema);
    expect((await registry.call('GET', `/subjects/${subject}/versions`)).json).toEqual([3]);

    await registry.call('DELETE', `/subjects/${subject}`);
    expect((await registry.call('DELETE', `/subjects/${subject}?permanent=true`)).json).toEqual([1, 2, 3]);
    expect((await registry.call('GET', `/schemas/ids/${json.id}`)).json.schema).toBe(schema.schema);
  });
});

test('writes down each change that the operator makes, once, and none that changes nothing', async ({
  registry,
  api,
}) => {
  const subject = newSubject();
  const schema = record(a);
  await registry.call('POST', `/subjects/${subject}/versions`, schema);
  await registry.call('POST', `/subjects/${subject}/versions`, schema);
  for (const _ of [1, 2]) await registry.call('PUT', `/config/${subject}`, { compatibility: 'FULL' });
  await registry.call('POST', `/subjects/${subject}/versions`, grown(schema, b));
  await registry.call('DELETE', `/config/${subject}`);
  await registry.call('DELETE', `/subjects/${subject}`);
  const audit = await listInstallationAudit(api.database, { subjectId: subject, limit: 10, after: null });
  const who = audit.items.map(({ actorKind, action, subjectKind }) => [actorKind, action, subjectKind]);
  expect(new Set(who.map(String))).toEqual(new Set(['operator,schemas:write,schema_subject']));
  expect(audit.items.map(({ change }) => change)).toMatchObject([
    { versions: { before: ['1'], after: null }, permanent: { after: false } },
    { mode: { before: 'FULL', after: null } },
    { mode: { before: null, after: 'FULL' } },
    { version: { before: null, after: 1 } },
  ]);
});

describe('a client that others wrote', () => {
  test('registers, writes and reads through us', async ({ registry }) => {
    const client = new SchemaRegistry({ host: registry.url, auth: { username: 'any', password: adminApiKey } });
    const subject = newSubject();
    const schema = JSON.parse(record(a, { name: 'text', type: 'string' }).schema);
    const { id } = await client.register(
      { type: SchemaType.AVRO, schema: JSON.stringify({ ...schema, namespace: 'other' }) },
      { subject, compatibility: COMPATIBILITY.FULL },
    );
    const payload = { a: 7, text: 'Ünïcode' };
    const bytes = await client.encode(id, payload);
    expect(await client.decode(bytes)).toEqual(payload);
    expect(await client.getLatestSchemaId(subject)).toBe(id);
    expect((await registry.call('GET', `/config/${subject}`)).json).toEqual({ compatibilityLevel: 'FULL' });
    const stranger = new SchemaRegistry({
      host: registry.url,
      auth: { username: 'any', password: 'nonsense' },
      retry: { retries: 0 },
    });
    await expect(stranger.decode(bytes)).rejects.toThrow(/40101|password/);
  });

  test.for(['over the network', 'in the process'] as const)(
    'reads an event that our codec wrote with the registry %s, and our codec reads what it writes',
    async (where, { registry, api }) => {
      const ours =
        where === 'in the process'
          ? createPostgresRegistry(api.database)
          : createHttpRegistry({ url: registry.url.replace('http://', `http://any:${adminApiKey}@`) });
      await registerTopics(ours);
      const codec = await createEventCodec({ registry: ours });
      const event = eventsOf(randomUUID())('line_added', { cartId: 'c-1', line: { productId: 'p-1', quantity: 2 } });
      const bytes = codec.encode(event);

      const client = new SchemaRegistry({ host: registry.url, auth: { username: 'any', password: adminApiKey } });
      const theirs = await client.decode(bytes);
      expect(theirs).toMatchObject({ id: event.id, storeId: event.storeId, occurredAt: event.occurredAt });
      const written = await client.encode(bytes.readUInt32BE(1), theirs);
      expect(await codec.decode(written)).toEqual(event);
      expect((await registry.call('GET', '/config/events.validated-value')).json.compatibilityLevel).toMatch(
        /^BACKWARD/,
      );
    },
  );

  test('of the Kafka library finds the schema of our bytes', async ({ registry, api }) => {
    const codec = await createEventCodec({ registry: createPostgresRegistry(api.database) });
    const event = eventsOf(randomUUID())('order_paid', { orderId: 'o-1' });
    const client = new ConfluentSchemaRegistry({ url: registry.url, auth: { username: 'any', password: adminApiKey } });
    const bytes = codec.encode(event);
    await new Promise<void>((done, failed) =>
      client.getBeforeDeserializationHook()(bytes, 'value', {} as never, (error) => (error ? failed(error) : done())),
    );
    expect(client.getDeserializers().value(bytes)).toMatchObject({ id: event.id });
  });
});

describe('our client', () => {
  test('says that there is no schema, that one may not follow, and that nobody answers', async ({ registry }) => {
    const client = createHttpRegistry({ url: registry.url.replace('http://', `http://any:${adminApiKey}@`) });
    expect(await client.schemaOf(999_999)).toBeNull();
    const subject = newSubject();
    const { schema } = record(a);
    const id = await client.register(subject, schema);
    expect(await client.schemaOf(id)).toBe(schema);
    await expect(client.register(subject, grown({ schema }, b).schema)).rejects.toMatchObject({ status: 409 });
    const nobody = createHttpRegistry({ url: 'http://127.0.0.1:1/' });
    await expect(nobody.schemaOf(1)).rejects.toMatchObject({ status: null });
  });
});

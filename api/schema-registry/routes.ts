import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Database } from '../../db/postgres/tenancy.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  checkSchema,
  everySubject,
  getMode,
  resetMode,
  setMode,
} from '../../services/streaming/schemas/compatibility.ts';
import { findSchema, findVersion, lookUpSchema, type SubjectVersion } from '../../services/streaming/schemas/find.ts';
import { findUses, listSubjects, listVersions } from '../../services/streaming/schemas/list.ts';
import { registerSchema } from '../../services/streaming/schemas/register.ts';
import { RegistryError, registryCodes } from '../../services/streaming/schemas/registry-error.ts';
import { removeSubject, removeVersion } from '../../services/streaming/schemas/remove.ts';
import { authenticateOperator } from './authenticate.ts';
import { idIn, isSet, modeIn, prefixIn, schemaIn, subjectIn, versionIn } from './requests.ts';

export interface SchemaRegistryDeps {
  readonly database: Pick<Database, 'engine'>;
  /** Null: nobody gets in. */
  readonly operatorKeys: () => readonly string[];
  readonly reportError: (error: unknown) => void;
}

/** Nobody else gets in: see `authenticate.ts`. */
const actor: Actor = { kind: 'operator', storeId: null };
const contentType = 'application/vnd.schemaregistry.v1+json';
/** Confluent leaves it out for Avro; some clients do not know a schema without it. */
const schemaType = 'AVRO';

/**
 * The schema registry as Kafka clients know it: Confluent's REST protocol. An app of its own, outside the API document,
 * because another party defines its paths, its bodies and the shape of its errors.
 */
export function schemaRegistryRoutes({ database, operatorKeys, reportError }: SchemaRegistryDeps): Hono {
  const app = new Hono();
  app.use('*', authenticateOperator(operatorKeys));

  app.get('/', (c) => answer(c, {}));
  app.get('/mode', (c) => answer(c, { mode: 'READWRITE' }));
  app.get('/schemas/types', (c) => answer(c, [schemaType]));
  app.get('/schemas/ids/:id', async (c) => answer(c, { schemaType, schema: await findSchema(database, idIn(c)) }));
  app.get('/schemas/ids/:id/schema', async (c) => answer(c, JSON.parse(await findSchema(database, idIn(c)))));
  app.get('/schemas/ids/:id/subjects', async (c) => {
    const uses = await findUses(database, idIn(c));
    return answer(c, [...new Set(uses.map(({ subject }) => subject))]);
  });
  app.get('/schemas/ids/:id/versions', async (c) => {
    const uses = await findUses(database, idIn(c));
    return answer(
      c,
      uses.map(({ subject, version }) => ({ subject, version })),
    );
  });

  app.get('/subjects', async (c) => {
    return answer(c, await listSubjects(database, { prefix: prefixIn(c), deleted: isSet(c, 'deleted') }));
  });
  app.post('/subjects/:subject', async (c) => {
    const asked = { subject: subjectIn(c), deleted: isSet(c, 'deleted'), ...(await schemaIn(c)) };
    return answer(c, shown(await lookUpSchema(database, asked)));
  });
  app.delete('/subjects/:subject', async (c) =>
    answer(c, await removeSubject(database, { actor, subject: subjectIn(c), permanent: isSet(c, 'permanent') })),
  );
  app.get('/subjects/:subject/versions', async (c) =>
    answer(c, await listVersions(database, { subject: subjectIn(c), deleted: isSet(c, 'deleted') })),
  );
  app.post('/subjects/:subject/versions', async (c) =>
    answer(c, { id: await registerSchema(database, { actor, subject: subjectIn(c), ...(await schemaIn(c)) }) }),
  );
  app.get('/subjects/:subject/versions/:version', async (c) => answer(c, shown(await versionAsked(c))));
  app.get('/subjects/:subject/versions/:version/schema', async (c) =>
    answer(c, JSON.parse((await versionAsked(c)).schema)),
  );
  app.delete('/subjects/:subject/versions/:version', async (c) => {
    const asked = { actor, subject: subjectIn(c), version: versionIn(c), permanent: isSet(c, 'permanent') };
    return answer(c, await removeVersion(database, asked));
  });

  app.post('/compatibility/subjects/:subject/versions', (c) => compatibility(c, 'all'));
  app.post('/compatibility/subjects/:subject/versions/:version', (c) => compatibility(c, versionIn(c)));

  app.get('/config', async (c) => {
    return answer(c, { compatibilityLevel: await getMode(database, { subject: everySubject, orGlobal: true }) });
  });
  app.put('/config', async (c) => {
    return answer(c, {
      compatibility: await setMode(database, { actor, subject: everySubject, mode: await modeIn(c) }),
    });
  });
  app.delete('/config', async (c) =>
    answer(c, { compatibilityLevel: await resetMode(database, { actor, subject: everySubject }) }),
  );
  app.get('/config/:subject', async (c) => {
    const asked = { subject: subjectIn(c), orGlobal: isSet(c, 'defaultToGlobal') };
    return answer(c, { compatibilityLevel: await getMode(database, asked) });
  });
  app.put('/config/:subject', async (c) =>
    answer(c, { compatibility: await setMode(database, { actor, subject: subjectIn(c), mode: await modeIn(c) }) }),
  );
  app.delete('/config/:subject', async (c) =>
    answer(c, { compatibilityLevel: await resetMode(database, { actor, subject: subjectIn(c) }) }),
  );

  // Inside this app, so that an unknown address is answered in the protocol's shape too.
  app.all('*', (c) => answer(c, { error_code: 404, message: 'HTTP 404 Not Found' }, 404));
  app.onError((error, c) => respondRegistryError(c, error, reportError));
  return app;

  function versionAsked(c: Context): Promise<SubjectVersion> {
    return findVersion(database, { subject: subjectIn(c), version: versionIn(c), deleted: isSet(c, 'deleted') });
  }

  async function compatibility(c: Context, version: number | 'latest' | 'all'): Promise<Response> {
    const problems = await checkSchema(database, { subject: subjectIn(c), version, ...(await schemaIn(c)) });
    return answer(c, { is_compatible: problems.length === 0, ...(isSet(c, 'verbose') && { messages: problems }) });
  }
}

function shown({ subject, id, version, schema }: SubjectVersion) {
  return { subject, id, version, schemaType, schema };
}

function respondRegistryError(c: Context, error: unknown, reportError: (error: unknown) => void): Response {
  if (!(error instanceof RegistryError)) {
    reportError(error);
    return answer(c, { error_code: registryCodes.store, message: 'Error in the backend data store' }, 500);
  }
  if (error.code === registryCodes.unauthorized) c.header('www-authenticate', 'Basic realm="schema-registry"');
  const status = Number(String(error.code).slice(0, 3)) as ContentfulStatusCode;
  return answer(c, { error_code: error.code, message: error.message }, status);
}

function answer(c: Context, body: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(JSON.stringify(body), status, { 'content-type': contentType });
}

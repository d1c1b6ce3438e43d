import { max, sql } from 'drizzle-orm';
import { registrySchemas, registryVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { incompatibilities } from '../../../events/schemas/compatibility.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { modeOf } from './compatibility.ts';
import { idOf, versionsOf } from './find.ts';
import { type ParsedSchema, parseSchema, type SubmittedSchema } from './parse-schema.ts';
import { readSubject } from './read-subject.ts';
import { RegistryError, registryCodes } from './registry-error.ts';

const lockKey = 'schema registry';

/**
 * Gives a subject a new version, or finds the one that it has. Returns the schema's id. Throws `RegistryError` when
 * the schema may not follow the earlier ones.
 */
export async function registerSchema(
  database: Pick<Database, 'engine'>,
  { actor, subject: given, ...submitted }: SubmittedSchema & { readonly actor: Actor; readonly subject: string },
): Promise<number> {
  requirePermission(actor, 'schemas:write', null);
  const subject = readSubject(given);
  const parsed = parseSchema(submitted);
  return withEngine(database, async (tx) => {
    // Registrations are rare: one at a time keeps numbers without gaps and checks true until they are committed.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${lockKey}))`);
    const versions = await versionsOf(tx, subject);
    const offered = versions.filter(({ deleted }) => !deleted);
    const knownId = await idOf(tx, parsed);
    if (offered.some(({ id }) => id === knownId)) return knownId as number;

    const mode = await modeOf(tx, subject);
    const earlier = offered.map(({ schema }) => JSON.parse(schema));
    const [problem] = incompatibilities(parsed.avro, earlier, mode);
    if (problem) {
      const message = `Schema being registered is incompatible with an earlier schema for subject "${subject}" (${mode}): ${problem}`;
      throw new RegistryError(registryCodes.incompatible, message);
    }
    const schemaId = knownId ?? (await addSchema(tx, parsed));
    const version = (versions.at(-1)?.version ?? 0) + 1;
    await tx.insert(registryVersions).values({ subject, version, schemaId });
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'schemas:write' },
      subject: { kind: 'schema_subject', id: subject },
      change: { version: { before: null, after: version }, schemaId: { after: schemaId } },
    });
    return schemaId;
  });
}

async function addSchema(tx: Tx, { text, fingerprint }: ParsedSchema): Promise<number> {
  const [newest] = await tx.select({ id: max(registrySchemas.id) }).from(registrySchemas);
  const id = (newest?.id ?? 0) + 1;
  await tx.insert(registrySchemas).values({ id, fingerprint, schema: text });
  return id;
}

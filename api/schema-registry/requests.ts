import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../../events/parse-json.ts';
import type { SubmittedSchema } from '../../services/streaming/schemas/parse-schema.ts';
import { invalidSubject, readSubject } from '../../services/streaming/schemas/read-subject.ts';
import { RegistryError, registryCodes } from '../../services/streaming/schemas/registry-error.ts';

const versionMax = 2 ** 31 - 1;

const submitted = z.object({
  schema: z.string(),
  schemaType: z.string().nullish(),
  references: z.array(z.unknown()).nullish(),
});

/** The schema in a request's body. Throws `RegistryError`. */
export async function schemaIn(c: Context): Promise<SubmittedSchema> {
  const { data } = submitted.safeParse(await bodyOf(c));
  if (!data) throw new RegistryError(registryCodes.invalidSchema, 'Send {"schema": "…"} with Avro as JSON text.');
  return { schema: data.schema, schemaType: data.schemaType ?? undefined, references: data.references ?? undefined };
}

/** The compatibility mode in a request's body. */
export async function modeIn(c: Context): Promise<string> {
  const { data } = z.object({ compatibility: z.string() }).safeParse(await bodyOf(c));
  if (!data) throw new RegistryError(registryCodes.invalidCompatibility, 'Send {"compatibility": "BACKWARD"}.');
  return data.compatibility;
}

/** Clients send several content types, so the body is taken as JSON whatever it says of itself. */
async function bodyOf(c: Context): Promise<unknown> {
  return parseJson(await c.req.text().catch(() => ''));
}

export function subjectIn(c: Context): string {
  const subject = readSubject(c.req.param('subject') ?? '');
  if (subject !== '') return subject;
  throw invalidSubject();
}

/** Beginning of the subjects that are asked for; empty: all. */
export function prefixIn(c: Context): string {
  return readSubject(c.req.query('subjectPrefix') ?? '');
}

/** A version's number, or the newest: `latest`, or -1 as older clients say. */
export function versionIn(c: Context): number | 'latest' {
  const text = c.req.param('version') ?? '';
  if (text === 'latest' || text === '-1') return 'latest';
  const version = Number(text);
  if (/^\d+$/.test(text) && version >= 1 && version <= versionMax) return version;
  throw new RegistryError(
    registryCodes.invalidVersion,
    `The specified version '${text.slice(0, 32)}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
  );
}

export function idIn(c: Context): number {
  const text = c.req.param('id') ?? '';
  const id = Number(text);
  if (/^\d+$/.test(text) && id <= versionMax) return id;
  throw new RegistryError(registryCodes.schemaNotFound, 'Schema not found');
}

export function isSet(c: Context, flag: 'deleted' | 'permanent' | 'verbose' | 'defaultToGlobal'): boolean {
  return c.req.query(flag) === 'true';
}

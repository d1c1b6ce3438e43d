import { z } from 'zod';

/** A JSON Schema as it stands in the document, references included. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One operation of the API, as its document describes it. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly schema: JsonSchema;
  }[];
  readonly body: { readonly schema: JsonSchema; readonly examples: readonly unknown[] } | null;
  /** Documented statuses with the schema of their JSON, if it is JSON. */
  readonly answers: ReadonlyMap<number, JsonSchema | null>;
  readonly needsKey: boolean;
  /** What it takes; null: nothing, or who calls is known by a token in the request. */
  readonly permission: string | null;
}

export interface ApiDocument {
  readonly operations: readonly Operation[];
  /** The schema behind `#/components/schemas/<name>`. */
  resolve(reference: string): JsonSchema;
}

const schema = z.record(z.string(), z.unknown());
const content = z.record(
  z.string(),
  z.object({
    schema: schema.optional(),
    example: z.unknown().optional(),
    examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
  }),
);
const operation = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), schema: schema.default({}) }))
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
  security: z.array(schema).optional(),
  'x-permission': z.string().optional(),
});
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

const jsonType = 'application/json';

/** Reads an OpenAPI 3.1 document. Throws when it is none. */
export function readDocument(json: unknown): ApiDocument {
  const { paths, components } = document.parse(json);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, found]) => asOperation(method.toUpperCase(), path, found)),
  );
  return {
    operations,
    resolve(reference) {
      const found = components.schemas[reference.replace('#/components/schemas/', '')];
      if (!found) throw new Error(`the document refers to ${reference}, which it does not have`);
      return found;
    },
  };
}

function asOperation(method: string, path: string, found: z.output<typeof operation>): Operation {
  const body = found.requestBody?.content[jsonType];
  return {
    method,
    path,
    parameters: found.parameters,
    body: body?.schema
      ? {
          schema: body.schema,
          examples: [
            ...(body.example === undefined ? [] : [body.example]),
            ...Object.values(body.examples ?? {}).map(({ value }) => value),
          ],
        }
      : null,
    answers: new Map(
      Object.entries(found.responses).map(([status, answer]) => [
        Number(status),
        answer.content?.[jsonType]?.schema ?? null,
      ]),
    ),
    needsKey: (found.security ?? []).length > 0,
    permission: found['x-permission'] ?? null,
  };
}

import { z } from 'zod';
import { type Permission, permissions } from '../domain/permission.ts';

const contentSchema = z.record(
  z.string(),
  z.object({
    schema: z.unknown().optional(),
    example: z.unknown().optional(),
    examples: z.record(z.string(), z.unknown()).optional(),
  }),
);
/** By media type. */
export type Content = z.output<typeof contentSchema>;

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().optional(),
  tags: z.array(z.string()).default([]),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  'x-permission': z.enum(permissions).optional(),
  parameters: z.array(z.object({ name: z.string() })).default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })),
});

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** What the API's document says of one operation, as far as tests ask. */
export interface DocumentedOperation {
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string | undefined;
  readonly tags: readonly string[];
  /** Ways to prove who calls, each with its scopes; none: it is open. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly permission: Permission | null;
  readonly parameters: readonly string[];
  /** Null: it takes none. */
  readonly body: Content | null;
  /** By status; null: an answer without a body. */
  readonly answers: ReadonlyMap<string, Content | null>;
}

/** Reads `/openapi.json`: throws when it is none, or names a permission that there is not. */
export function readApiDocument(json: unknown): readonly DocumentedOperation[] {
  return Object.entries(documentSchema.parse(json).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary, tags, security, ...spec }]) => ({
      ...{ method: method.toUpperCase(), path, operationId, summary, tags, security },
      permission: spec['x-permission'] ?? null,
      parameters: spec.parameters.map(({ name }) => name),
      body: spec.requestBody?.content ?? null,
      answers: new Map(Object.entries(spec.responses).map(([status, { content }]) => [status, content ?? null])),
    })),
  );
}

/** Of the operation with this id. */
export function documented(operations: readonly DocumentedOperation[], operationId: string): DocumentedOperation {
  const found = operations.find((one) => one.operationId === operationId);
  if (!found) throw new Error(`the document names no ${operationId}`);
  return found;
}

import { z } from '@hono/zod-openapi';
import { uuidPattern } from '../domain/ids.ts';
import type { TimePosition } from '../services/shared/page.ts';

const timeShape = /^(\d{1,14})\/([0-9a-f-]{36})$/;
const cursorLengthMax = 120;
const wrongCursor = 'must be the nextCursor of an earlier answer of this list';

/**
 * Cursors are opaque to clients. What comes back is checked, not trusted: it only says where in a store's own list a
 * page begins, so a made-up one shows nothing that the first page would not.
 */
export function timeCursor({ at, id }: TimePosition): string {
  return Buffer.from(`${at}/${id}`).toString('base64url');
}

export function idCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

const given = z.string().min(1).max(cursorLengthMax);
const documentation = {
  type: 'string',
  description: 'nextCursor of the page before',
  maxLength: cursorLengthMax,
} as const;

export const timeCursorSchema = given
  .transform((text, context): TimePosition => {
    const [, at, id] = timeShape.exec(Buffer.from(text, 'base64url').toString()) ?? [];
    if (at !== undefined && id !== undefined && uuidPattern.test(id)) return { at: Number(at), id };
    context.addIssue({ code: 'custom', message: wrongCursor });
    return z.NEVER;
  })
  .openapi(documentation);

export const idCursorSchema = given
  .transform((text, context): string => {
    const id = Buffer.from(text, 'base64url').toString();
    if (uuidPattern.test(id)) return id;
    context.addIssue({ code: 'custom', message: wrongCursor });
    return z.NEVER;
  })
  .openapi(documentation);

import { eventSchema } from '../../../events/event.ts';
import type { Click, ClickFormat } from '../click.ts';

/** Our own canonical events, one a line; what the schema refuses is skipped with the first reason. */
export const ndjson: ClickFormat = {
  name: 'ndjson',
  encoding: 'ndjson',
  currency: 'XXX',
  recognises: (keys) => ['id', 'type', 'occurredAt', 'who'].every((key) => keys.has(key)),
  readRow(row): Click {
    const parsed = eventSchema.safeParse(row);
    if (parsed.success) return { kind: 'event', at: Date.parse(parsed.data.occurredAt), event: parsed.data };
    const issue = parsed.error.issues[0];
    return { kind: 'skipped', reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no event'}` };
  },
};

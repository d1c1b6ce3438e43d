import { eq } from 'drizzle-orm';
import { snippets } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { ensureSnippet, snippetColumns } from './get.ts';
import { type Snippet, type SnippetSettings, snippetSettings } from './settings.ts';

const settings = [
  'enabled',
  'consentRequired',
  'honourSignals',
  'autoCapture',
  'emailCapture',
  'restoreCarts',
] as const;

export interface UpdateSnippet {
  readonly actor: Actor;
  readonly storeId: string;
  readonly change: Partial<SnippetSettings>;
}

/** Changes what is given. Open pages keep their copy of the settings, but the endpoint for their events follows within seconds. */
export async function updateSnippet(
  database: Pick<Database, 'app'>,
  { actor, storeId, change: given }: UpdateSnippet,
): Promise<Snippet> {
  requirePermission(actor, 'snippet:write', storeId);
  const change = readInput(snippetSettings.partial(), given);
  if (Object.values(change).every((value) => value === undefined))
    throw new ServiceError('invalid', 'Give at least one setting to change.');
  return withStore(database, storeId, async (tx) => {
    const before = await ensureSnippet(tx, storeId);
    const [changed] = await tx
      .update(snippets)
      .set({ ...change, updatedAt: new Date() })
      .where(eq(snippets.storeId, storeId))
      .returning(snippetColumns);
    if (!changed) throw new ServiceError('not_found', 'There is no such store.');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'snippet:write' },
      subject: { kind: 'snippet', id: storeId },
      change: changeBetween(before, changed, { shown: [...settings, 'allowedOrigins'] }),
    });
    return changed;
  });
}

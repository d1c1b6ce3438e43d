import type { TransactionSql } from 'postgres';
import { analyticsConsumer } from '../../services/analytics/export/export-events.ts';
import { factSources } from '../../services/analytics/facts/fact-sources.ts';
import { uuidV7 } from '../../services/shared/ids.ts';
import { heldByRestore } from '../../services/state/backups/read-backups.ts';
import type { Manifest } from '../backup/manifest.ts';

/** Workflows that began shortly before their copy may not be in it. */
const startMarginSeconds = 10;

/**
 * Makes rows of the past fit for the present, before any process sees them: nothing goes out until somebody releases it, what may
 * have gone out since counts as such, and what lies beside the tables is made anew from them.
 */
export async function holdSends(tx: TransactionSql, { asOf, temporal }: Manifest): Promise<void> {
  const at = new Date();
  await tx`insert into backup_log (id, kind, as_of, at) values (${uuidV7()}, 'restore', ${asOf}, ${at})`;
  await switchOff(tx, { at, reason: `Set up from the backup of ${asOf}: to be released once all has been looked at` });
  await doubtAttempts(tx);
  await endSessions(tx);
  await startAgain(tx, temporal?.copiedAt ?? null);
  await queueAnalytics(tx);
}

async function switchOff(
  tx: TransactionSql,
  { at, reason }: { readonly at: Date; readonly reason: string },
): Promise<void> {
  const rule = tx.json({ kind: 'off' });
  await tx`
    insert into flag_changes (id, at, name, before, after, reason, actor_kind, actor_id)
    values (${uuidV7()}, ${at}, 'sending', (select rule from flags where store_id is null and name = 'sending'), ${rule},
      ${reason}, 'system', ${heldByRestore})`;
  await tx`
    insert into flags (store_id, name, rule, reason, actor_kind, actor_id, changed_at)
    values (null, 'sending', ${rule}, ${reason}, 'system', ${heldByRestore}, ${at})
    on conflict (store_id, name) do update set rule = excluded.rule, reason = excluded.reason,
      actor_kind = excluded.actor_kind, actor_id = excluded.actor_id, changed_at = excluded.changed_at`;
}

/** What was to be tried again may have been tried since, and what was to be confirmed may have been asked. */
async function doubtAttempts(tx: TransactionSql): Promise<void> {
  await tx`update messages set in_doubt = true where state = 'retry'`;
  await tx`update messages set fall_back_at = null where fall_back_at is not null`;
  await tx`
    update opt_in_requests set status = 'unknown', reason = 'outcome_unknown', settled_at = now()
    where status = 'waiting'`;
}

/** Some of them may have been ended since. */
async function endSessions(tx: TransactionSql): Promise<void> {
  await tx`delete from refresh_tokens`;
  await tx`delete from sessions`;
}

/** Recoveries whose workflow is not in the copy; starting one that is there changes nothing. */
async function startAgain(tx: TransactionSql, copiedAt: string | null): Promise<void> {
  const startedAfter = copiedAt === null ? new Date(0) : new Date(Date.parse(copiedAt) - startMarginSeconds * 1_000);
  await tx`
    update recoveries set stage = 'starting', started_at = null
    where ended_at is null and started_at >= ${startedAfter}`;
}

/** All facts, and of the events those that the log still has. */
async function queueAnalytics(tx: TransactionSql): Promise<void> {
  await tx`delete from consumer_offsets where id like ${`${analyticsConsumer}/%`}`;
  for (const { topic, table } of factSources)
    await tx`insert into topic_outbox (topic, store_id, row_id) select ${topic.name}, store_id, id from ${tx(table)}`;
}

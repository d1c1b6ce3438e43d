import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import type { SuspectedCause } from '../../../domain/drift/drift-report.ts';
import { hourMs } from '../../../domain/duration.ts';
import { offerBounds } from '../../../domain/offers/offer.ts';
import type { Gate } from '../../../domain/rollout/gates.ts';
import type { SenderRecordKind } from '../../../domain/sender-domain/findings.ts';
import { type ChannelPause, listPauses } from '../../messaging/pauses/list.ts';
import type { SenderDomain } from '../../messaging/sender-domain/sender-domains.ts';
import { type FailingDomain, readFailingDomains } from '../../state/own-domains/failing.ts';

/** What needs a person, worst first. Kinds are part of the API: add, never rename. */
export type Alert =
  /** The store's events stopped although its own past would have brought some. */
  | { readonly kind: 'events_stopped'; readonly since: Date; readonly expectedEvents: number }
  /** Most of what a provider was given within the last hour was refused or is unknown. */
  | {
      readonly kind: 'provider_failing';
      readonly since: Date;
      readonly provider: string;
      readonly failed: number;
      readonly attempted: number;
      /** The vendor's code that came most often; null: none came. */
      readonly errorCode: string | null;
    }
  /** Webhooks of a platform that could not be understood within the last day. */
  | { readonly kind: 'webhooks_failing'; readonly since: Date; readonly integrationId: string; readonly failed: number }
  /** The last look at a platform for missed webhooks failed. */
  | {
      readonly kind: 'reconciliation_failing';
      readonly since: Date;
      readonly integrationId: string;
      readonly cause: string | null;
    }
  /** An endpoint of the store's own is not reached for an hour, or was switched off because it failed for days. */
  | {
      readonly kind: 'endpoint_failing';
      readonly since: Date;
      readonly endpointId: string;
      readonly description: string;
      readonly isOff: boolean;
    }
  /** Events that could not be used and wait for a decision. */
  | { readonly kind: 'dead_letters'; readonly since: Date; readonly letters: number; readonly proposed: number }
  /** A person’s request that has to be seen to by law before it is due. */
  | { readonly kind: 'privacy_requests'; readonly since: Date; readonly open: number; readonly dueAt: Date }
  /** Messages of a channel were stopped, because too many bounced or were complained about. */
  | ({ readonly kind: 'channel_paused'; readonly since: Date } & Omit<ChannelPause, 'pausedAt'>)
  /** Mailboxes refuse or hide e-mails because of what DNS says of the domain that they come from. */
  | {
      readonly kind: 'sender_domain';
      readonly since: null;
      readonly domain: string;
      readonly records: readonly SenderRecordKind[];
    }
  /** A name of the store's own fails its look at DNS, or was lost by it within days. */
  | ({ readonly kind: 'own_domain_failing' } & FailingDomain)
  /** The vendor paused or rejected an approved template: what would go out by it stops. */
  | {
      readonly kind: 'content_template_stopped';
      readonly since: Date;
      readonly template: string;
      readonly code: string;
    }
  /** Few of the codes that were imported for an offer are left: without one a message goes out without it. */
  | {
      readonly kind: 'offer_codes_low';
      readonly since: null;
      readonly offerId: string;
      readonly name: string;
      readonly left: number;
    }
  /** A model version of the store was taken back by its gates within a week, and none was rolled out since. */
  | {
      readonly kind: 'rollout_rolled_back';
      readonly since: Date;
      readonly rolloutId: string;
      readonly version: string;
      /** Which gates said so. */
      readonly gates: readonly Gate[];
    }
  /** A model version does not do in this store as it did. */
  | {
      readonly kind: 'model_drift';
      readonly since: Date;
      readonly version: string;
      readonly cause: SuspectedCause['kind'];
    }
  /** No campaign is active: nothing is sent. */
  | { readonly kind: 'no_active_campaign'; readonly since: Date | null };

/** A provider that fails once or twice is no alert. */
const attemptsMin = 5;
const failedShareMin = 0.5;
/** What was not checked for so long answers no more. */
const driftDaysMax = 8;
/** A receiver that is away for a moment is no alert: it is tried again. */
const endpointFailingMsMin = hourMs;

/** Everything of a store that needs a person now. */
export async function listAlerts(
  database: Pick<Database, 'app'>,
  { storeId, senderDomain = null }: { readonly storeId: string; readonly senderDomain?: SenderDomain | null },
): Promise<readonly Alert[]> {
  const pauses = await listPauses(database, { storeId });
  return withStore(database, storeId, async (tx) => {
    const sql = rawSql(tx);
    const stopped = await sql<{ since: Date; expectedEvents: number }[]>`
      select since, round(expected_events)::int as "expectedEvents" from event_flows
      where store_id = ${storeId} and state = 'silent'`;
    const failing = await sql<
      { provider: string; since: Date; failed: number; attempted: number; errorCode: string | null }[]
    >`
      select provider, min(claimed_at) filter (where state in ('rejected', 'unknown')) as since,
        count(*) filter (where state in ('rejected', 'unknown'))::int as failed, count(*)::int as attempted,
        mode() within group (order by error_code) as "errorCode"
      from messages where store_id = ${storeId} and claimed_at > now() - interval '1 hour' and state <> 'sending'
      group by provider
      having count(*) >= ${attemptsMin}
        and count(*) filter (where state in ('rejected', 'unknown')) >= ${failedShareMin}::float8 * count(*)
      order by failed desc, provider`;
    const webhooks = await sql<{ integrationId: string; since: Date; failed: number }[]>`
      select integration_id as "integrationId", min(received_at) as since, count(*)::int as failed
      from webhook_deliveries
      where store_id = ${storeId} and received_at > now() - interval '1 day' and status = 'failed'
      group by integration_id order by failed desc, integration_id`;
    const looks = await sql<{ integrationId: string; since: Date; cause: string | null }[]>`
      select integration_id as "integrationId", finished_at as since, cause from (
        select distinct on (integration_id) integration_id, finished_at, status, cause from reconciliations
        where store_id = ${storeId} order by integration_id, finished_at desc, id desc
      ) last where status = 'failed' order by finished_at`;
    const endpoints = await sql<{ endpointId: string; description: string; since: Date; isOff: boolean }[]>`
      select id as "endpointId", description, coalesce(failing_since, off_at) as since, status = 'off' as "isOff"
      from webhook_endpoints
      where store_id = ${storeId} and (off_reason in ('failing', 'gone') or
        (status = 'active' and failing_since < now() - make_interval(secs => ${endpointFailingMsMin / 1_000}::float8)))
      order by since, id`;
    const contents = await sql<{ template: string; code: string; since: Date }[]>`
      select template, stopped_code as code, stopped_at as since from content_templates
      where store_id = ${storeId} and stopped_code is not null order by stopped_at, template`;
    const pools = await sql<{ offerId: string; name: string; left: number }[]>`
      select offers.id as "offerId", name, free.count as left
      from offers cross join lateral (
        select count(*)::int as count from (
          select from offer_codes
          where store_id = ${storeId} and offer_id = offers.id and state = 'free' limit ${offerBounds.poolLowBelow}::int
        ) unused
      ) free
      where offers.store_id = ${storeId} and minter = 'pool' and status = 'active' and free.count < ${offerBounds.poolLowBelow}::int
      order by free.count, offers.created_at`;
    const rolledBack = await sql<{ rolloutId: string; version: string; since: Date; gates: Gate[] }[]>`
      select r.id as "rolloutId", v.version, r.ended_at as since, array(
        select gate ->> 'gate' from jsonb_array_elements(last.gates) gate where gate ->> 'verdict' = 'roll_back'
      ) as gates
      from rollouts r
      join model_versions v on v.id = r.version_id
      cross join lateral (
        select gates from rollout_looks where rollout_id = r.id order by id desc limit 1
      ) last
      where r.store_id = ${storeId} and r.end_reason = 'gate' and r.ended_at > now() - interval '7 days'
        and not exists (
          select from rollouts later where later.store_id = r.store_id and later.model = r.model and later.id > r.id
        )
      order by r.ended_at`;
    const [letters] = await sql<{ since: Date | null; letters: number; proposed: number }[]>`
      select min(at) as since, count(*)::int as letters, count(*) filter (where state = 'proposed')::int as proposed
      from dead_letters where store_id = ${storeId} and state in ('new', 'proposed')`;
    const [requests] = await sql<{ since: Date | null; open: number; dueAt: Date | null }[]>`
      select min(received_at) as since, count(*)::int as open, min(due_at) as "dueAt"
      from privacy_requests where store_id = ${storeId} and status = 'open'`;
    const drift = await sql<{ version: string; cause: SuspectedCause['kind']; since: Date }[]>`
      select version, cause, since from (
        select distinct on (version) version, report -> 'cause' ->> 'kind' as cause, alarmed_since as since
        from drift_checks
        where store_id = ${storeId} and to_day > current_date - ${driftDaysMax}::int
        order by version, to_day desc
      ) last where since is not null and cause is not null order by since, version`;
    const domains = await readFailingDomains(tx);
    const [campaigns] = await sql<{ active: number }[]>`
      select count(*) filter (where status = 'active')::int as active from campaigns where store_id = ${storeId}`;
    return [
      ...pauses.map(({ pausedAt, ...pause }): Alert => ({ kind: 'channel_paused', since: pausedAt, ...pause })),
      ...contents.map((row): Alert => ({ kind: 'content_template_stopped', ...row, since: new Date(row.since) })),
      ...stopped.map((row): Alert => ({ kind: 'events_stopped', ...row, since: new Date(row.since) })),
      ...failing.map((row): Alert => ({ kind: 'provider_failing', ...row, since: new Date(row.since) })),
      ...webhooks.map((row): Alert => ({ kind: 'webhooks_failing', ...row, since: new Date(row.since) })),
      ...looks.map((row): Alert => ({ kind: 'reconciliation_failing', ...row, since: new Date(row.since) })),
      ...domains.map((row): Alert => ({ kind: 'own_domain_failing', ...row })),
      ...endpoints.map((row): Alert => ({ kind: 'endpoint_failing', ...row, since: new Date(row.since) })),
      ...(letters?.since ? [{ ...letters, kind: 'dead_letters', since: new Date(letters.since) } satisfies Alert] : []),
      ...(requests?.since && requests.dueAt
        ? [
            {
              kind: 'privacy_requests',
              since: new Date(requests.since),
              open: requests.open,
              dueAt: new Date(requests.dueAt),
            } satisfies Alert,
          ]
        : []),
      ...rolledBack.map((row): Alert => ({ kind: 'rollout_rolled_back', ...row, since: new Date(row.since) })),
      ...drift.map((row): Alert => ({ kind: 'model_drift', ...row, since: new Date(row.since) })),
      ...pools.map((row): Alert => ({ kind: 'offer_codes_low', since: null, ...row })),
      ...alertOf(senderDomain),
      ...(campaigns?.active === 0 ? [{ kind: 'no_active_campaign', since: null } satisfies Alert] : []),
    ];
  });
}

function alertOf(senderDomain: SenderDomain | null): readonly Alert[] {
  const bad = senderDomain?.records.filter(({ state }) => state === 'bad').map(({ kind }) => kind) ?? [];
  if (!senderDomain || bad.length === 0) return [];
  return [{ kind: 'sender_domain', since: null, domain: senderDomain.domain, records: bad }];
}

import type { Redis } from 'ioredis';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import {
  type OperationProblem,
  type OperationsSituation,
  operationProblems,
} from '../../../domain/operation-problems.ts';
import type { EventLog } from '../../../events/event-log.ts';
import type { Health } from '../../../runtime/health.ts';
import type { Secrets } from '../../../runtime/secrets/live-secrets.ts';
import { listDomainPauses } from '../../messaging/pauses/domain-pauses.ts';
import type { SenderDomains } from '../../messaging/sender-domain/sender-domains.ts';
import { readBackupState } from '../../state/backups/read-backups.ts';
import { readFailingDomains } from '../../state/own-domains/failing.ts';
import { factSources } from '../facts/fact-sources.ts';
import { type ListedSecrets, listSecrets } from './list-secrets.ts';
import { listProcesses, type RunningProcess } from './process-registry.ts';
import { type PartitionState, readPartitions } from './read-partitions.ts';
import { type RelayState, readRelays } from './read-relays.ts';
import { readSenderTroubles } from './read-sender-troubles.ts';
import { readStoreFlows, type StoreFlows } from './read-store-flows.ts';
import { readTaskQueues, type TaskQueues, type TemporalServer } from './read-task-queues.ts';
import { readUsedPlans } from './read-used-plans.ts';
import { readWaitingWork, type WaitingWork } from './read-waiting.ts';

/** A part of the picture, or why it cannot be seen: what is away must not hide the rest. */
export type Part<T> =
  | { readonly status: 'known'; readonly value: T }
  | { readonly status: 'unavailable'; readonly error: string };

export interface Dependency {
  readonly name: string;
  readonly ok: boolean;
  readonly latencyMs: number;
  readonly sinceMs: number;
  /** A code of the driver or words without addresses; null: it answers. */
  readonly error: string | null;
}

export interface OperationsReport {
  readonly asOfMs: number;
  readonly problems: readonly OperationProblem[];
  readonly dependencies: readonly Dependency[];
  readonly processes: Part<readonly RunningProcess[]>;
  readonly partitions: Part<readonly PartitionState[]>;
  readonly work: Part<WaitingWork>;
  readonly taskQueues: Part<TaskQueues>;
  readonly relays: Part<readonly RelayState[]>;
  readonly flows: Part<StoreFlows>;
}

export interface ReadOperationsDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly redis: Pick<Redis, 'eval'>;
  readonly eventLog: EventLog;
  readonly temporal: TemporalServer;
  readonly health: Pick<Health, 'report'>;
  readonly secrets: Pick<Secrets, 'describe' | 'source'>;
  /** From which age on a secret is due. */
  readonly secretsAgeMsMax: number;
  /** What DNS says of the domain that e-mails come from; absent: it is not asked. */
  readonly senderDomains?: Pick<SenderDomains, 'known'>;
  /** Who sends e-mail for stores that picked nobody; absent: nobody who delivers. */
  readonly emailProvider?: string | undefined;
  /** Roles that an installation has. */
  readonly roles: readonly string[];
  /** Topics beside the event log that have a relay. */
  readonly topics: readonly string[];
  readonly now: () => number;
}

export type ReadOperations = () => Promise<OperationsReport>;

/** Longest wait for one part: a server that hangs is shown as away, and the rest of the page as it is. */
const partMsMax = 2_500;
/** As the readiness of a process calls it. */
const secretsCheck = 'secrets';
const identityCheck = 'identity';
/** Everybody who looks within this time sees the same picture, read once. */
const pictureAgeMsMax = 2_000;

/** Reads how the whole installation stands; never rejects because a part of it is away. */
export function createReadOperations(deps: ReadOperationsDeps): ReadOperations {
  let latest: { readonly atMs: number; readonly report: Promise<OperationsReport> } | undefined;
  return () => {
    const nowMs = deps.now();
    if (!latest || nowMs - latest.atMs > pictureAgeMsMax) latest = { atMs: nowMs, report: readReport(deps, nowMs) };
    return latest.report;
  };
}

async function readReport(deps: ReadOperationsDeps, nowMs: number): Promise<OperationsReport> {
  const { database, redis, eventLog, temporal, health } = deps;
  const topics = [...deps.topics, ...factSources.map(({ topic }) => topic.name)];
  const [
    { checks },
    processes,
    partitions,
    work,
    taskQueues,
    relays,
    flows,
    senders,
    domains,
    backups,
    secrets,
    plans,
    ownDomains,
  ] = await Promise.all([
    health.report(),
    part(listProcesses(redis)),
    part(readPartitions({ database, eventLog }, nowMs)),
    part(readWaitingWork(database)),
    part(readTaskQueues(temporal, { nowMs, deadlineMs: Date.now() + partMsMax })),
    part(readRelays(database, topics)),
    part(readStoreFlows(database)),
    part(readSenderTroubles(database, nowMs)),
    part(listDomainPauses(database)),
    part(readBackupState(database)),
    part(listSecrets(deps, nowMs)),
    part(readUsedPlans(database, nowMs)),
    part(withEngine(database, readFailingDomains)),
  ]);
  // Secrets and certificates are told with what is wrong with them: no server of their own stands behind them everywhere.
  const servers = Object.entries(checks).filter(([name]) => name !== secretsCheck && name !== identityCheck);
  const dependencies = servers.map(([name, { ok, latencyMs, sinceMs, error }]) => ({
    ...{ name, ok, latencyMs, sinceMs },
    error: error ?? null,
  }));
  const problems = operationProblems({
    nowMs,
    dependencies,
    roles: knownOf(processes) && {
      all: deps.roles,
      running: new Set(knownOf(processes)?.flatMap((one) => one.roles)),
    },
    partitions: knownOf(partitions),
    carts: knownOf(work)?.carts ?? null,
    recoveries: knownOf(work)?.recoveries ?? null,
    inboxes: knownOf(work)?.inboxes ?? null,
    queues: knownOf(taskQueues)?.queues ?? null,
    relays: knownOf(relays),
    senders: knownOf(senders),
    stoppedDomains: knownOf(domains)?.map(({ domain, pausedAt }) => ({ domain, sinceMs: pausedAt.getTime() })) ?? null,
    backups: knownOf(backups),
    silentStores:
      knownOf(flows)?.stores.flatMap(({ storeId, state, since }) =>
        state === 'silent' && since ? [{ storeId, sinceMs: since.getTime() }] : [],
      ) ?? null,
    secrets: troublesOf(knownOf(secrets)),
    certificatesDue: knownOf(processes) && [
      ...new Set(
        knownOf(processes)?.flatMap(({ roles, away }) => (away.includes(identityCheck) ? [roles.join(', ')] : [])),
      ),
    ],
    usedPlans: knownOf(plans),
    senderDomains: badDomainOf(deps),
    ownDomains: knownOf(ownDomains)?.map(({ domain, since }) => ({ domain, sinceMs: since.getTime() })) ?? null,
  });
  return { asOfMs: nowMs, problems, dependencies, processes, partitions, work, taskQueues, relays, flows };
}

/** What is known of the domain already: nothing waits for DNS here, and a look that is old is asked for. */
function badDomainOf({ senderDomains, emailProvider }: ReadOperationsDeps): OperationsSituation['senderDomains'] {
  if (!senderDomains || emailProvider === undefined) return null;
  const known = senderDomains.known(emailProvider);
  return known?.records.some(({ state }) => state === 'bad') ? [{ domain: known.domain }] : [];
}

function troublesOf(secrets: ListedSecrets | null): OperationsSituation['secrets'] {
  return (
    secrets && {
      away: secrets.source.ok ? null : { code: secrets.source.error ?? 'failed', sinceMs: secrets.source.sinceMs },
      all: secrets.all.map(({ name, due, awaitsRestart, endsMs }) => ({
        ...{ name, due, awaitsRestart, ends: endsMs !== null },
      })),
    }
  );
}

function knownOf<T>(one: Part<T>): T | null {
  return one.status === 'known' ? one.value : null;
}

async function part<T>(reading: Promise<T>): Promise<Part<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Part<T>>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'unavailable', error: 'no_answer_in_time' }), partMsMax);
  });
  const known = reading.then(
    (value): Part<T> => ({ status: 'known', value }),
    (error: unknown): Part<T> => ({ status: 'unavailable', error: codeOf(error) }),
  );
  const result = await Promise.race([known, late]);
  clearTimeout(timer);
  return result;
}

/** A driver's message may hold an address; its code never does. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[\w-]{1,40}$/.test(code) ? code : 'failed';
}

import { hourMs, minuteMs, secondMs } from './duration.ts';
import type { SecretDue } from './secret-due.ts';

/**
 * What is wrong with the installation and needs its operator. Kinds are part of the API, and each has a line in
 * `docs/operators.md`: add, never rename.
 */
export const operationProblemKinds = [
  /** `subject`: a server that does not answer. */
  'dependency_away',
  /** `subject`: a role that no process runs. */
  'role_missing',
  /** Accepted events that are not applied: nobody is protected by the orders among them. `subject`: the partition. */
  'events_waiting',
  /** Carts whose time has come and that nobody looks at. */
  'carts_waiting',
  /** Recoveries without a workflow. */
  'recoveries_waiting',
  /** `subject`: a task queue that nobody works at. */
  'queue_without_workers',
  /** `subject`: a task queue whose oldest task waits too long. */
  'queue_behind',
  /** `subject`: webhooks, callbacks, signals or confirmations. */
  'inbox_behind',
  /** `subject`: a topic or a table of analytics whose rows wait. */
  'relay_behind',
  /** Events that analytics does not have yet. `subject`: the partition. */
  'analytics_behind',
  /** `subject`: a store whose events stopped. */
  'store_silent',
  /** `subject`: an account of a provider, as `channel/provider`, that takes no messages. */
  'sender_stopped',
  /** `subject`: an account of a provider whose messages others refuse because of who sends. */
  'sender_failing',
  /** `subject`: a domain whose e-mail is stopped at every store, because too much of it bounced or was complained about. */
  'from_domain_stopped',
  /** `subject`: the domain that e-mails come from, of which DNS says something for which mailboxes refuse or hide them. */
  'sender_domain_failing',
  /** `subject`: a name of a store's own whose record in DNS is gone. */
  'own_domain_failing',
  /** Nothing is sent since a restore, until somebody releases it. */
  'sends_held',
  /** Persons who were erased after the backup are still there, while nothing is sent since a restore. */
  'erasures_open',
  /** The newest backup is old. */
  'backup_old',
  /** The place that secrets come from cannot be read, or what it holds is no good. `subject`: a code. */
  'secrets_away',
  /** `subject`: a secret that is old, or a login that ends and has nothing in its place. */
  'secret_due',
  /** `subject`: a secret that was changed, and that processes take in when they are started again. */
  'secret_awaits_restart',
  /** `subject`: roles of a process whose certificate ends soon, has ended, or lies in files that are no good. */
  'certificate_due',
  /** `subject`: a store that used all that its plan includes of a meter. */
  'plan_used_up',
  /** `subject`: a store that used most of it. */
  'plan_nearly_used_up',
] as const;
export type OperationProblemKind = (typeof operationProblemKinds)[number];

export interface OperationProblem {
  readonly kind: OperationProblemKind;
  /** `bad`: shoppers or shops notice it now. */
  readonly severity: 'bad' | 'warn';
  readonly subject: string | null;
  /** Epoch milliseconds; null: not known. */
  readonly sinceMs: number | null;
  /** How many things wait; null: nothing is counted. */
  readonly count: number | null;
}

/** Something that waits. */
export interface Waiting {
  readonly waiting: number;
  /** Epoch milliseconds; null: nothing waits. */
  readonly oldestMs: number | null;
}

/** What is known of the installation at one moment; a part that could not be read is null and says nothing. */
export interface OperationsSituation {
  readonly nowMs: number;
  readonly dependencies: readonly { readonly name: string; readonly ok: boolean; readonly sinceMs: number }[];
  /** Roles that there are, and those that run. */
  readonly roles: { readonly all: readonly string[]; readonly running: ReadonlySet<string> } | null;
  readonly partitions:
    | readonly { readonly partition: number; readonly eventsLagMs: number; readonly analyticsLagMs: number }[]
    | null;
  readonly carts: Waiting | null;
  readonly recoveries: Waiting | null;
  readonly queues: readonly (Waiting & { readonly name: string; readonly workers: number })[] | null;
  readonly inboxes: readonly (Waiting & { readonly name: string })[] | null;
  readonly relays: readonly (Waiting & { readonly topic: string })[] | null;
  /** Accounts that take no messages, and those that others refuse. */
  readonly senders:
    | readonly { readonly name: string; readonly state: 'stopped' | 'failing'; readonly sinceMs: number | null }[]
    | null;
  /** Domains from which no e-mail goes out. */
  readonly stoppedDomains: readonly { readonly domain: string; readonly sinceMs: number }[] | null;
  /** Domains of the installation that fail their look at DNS, and names of stores that do. */
  readonly senderDomains: readonly { readonly domain: string }[] | null;
  readonly ownDomains: readonly { readonly domain: string; readonly sinceMs: number }[] | null;
  /** Epoch milliseconds; null: nothing is held, and no backup was ever made here. */
  readonly backups: {
    readonly heldSince: number | null;
    readonly backupAsOf: number | null;
    /** Erasures that are not done. */
    readonly openErasures: number;
  } | null;
  readonly silentStores: readonly { readonly storeId: string; readonly sinceMs: number }[] | null;
  /** Stores that used all, or most, of what their plan includes. */
  readonly usedPlans: readonly { readonly storeId: string; readonly state: 'near' | 'over' }[] | null;
  /** What the process that answers has of them. */
  readonly secrets: {
    /** What is wrong with the place that they come from; null: nothing. */
    readonly away: { readonly code: string; readonly sinceMs: number } | null;
    readonly all: readonly {
      readonly name: string;
      readonly due: SecretDue;
      readonly awaitsRestart: boolean;
      readonly ends: boolean;
    }[];
  } | null;
  /** Roles of the processes whose certificate somebody has to look at. */
  readonly certificatesDue: readonly string[] | null;
}

/** How long something may wait before it is told, and before it is bad. */
export const waitLimits = {
  events: { warnMs: 10 * secondMs, badMs: minuteMs },
  carts: { warnMs: 30 * secondMs, badMs: 5 * minuteMs },
  recoveries: { warnMs: 30 * secondMs, badMs: 5 * minuteMs },
  queue: { warnMs: minuteMs, badMs: 10 * minuteMs },
  inbox: { warnMs: minuteMs, badMs: 10 * minuteMs },
  /** Nobody but readers of topics and of reports waits for these. */
  relay: { warnMs: 5 * minuteMs, badMs: Number.POSITIVE_INFINITY },
  analytics: { warnMs: 5 * minuteMs, badMs: Number.POSITIVE_INFINITY },
} as const;

/** A backup is made every night, and one of them may be late. */
export const backupAgeMsMax = 26 * hourMs;

type WaitLimit = (typeof waitLimits)[keyof typeof waitLimits];

/** Everything that is wrong, worst first: what is bad, then by the order of the kinds, then the oldest. */
export function operationProblems(situation: OperationsSituation): readonly OperationProblem[] {
  const { nowMs, dependencies, roles, partitions, carts, recoveries, queues, inboxes, relays } = situation;
  const waits = (kind: OperationProblemKind, limit: WaitLimit, subject: string | null, one: Waiting | null) =>
    waitProblem({ kind, subject, nowMs, limit }, one);
  const found = [
    ...dependencies.flatMap(({ name, ok, sinceMs }) =>
      ok ? [] : [{ kind: 'dependency_away', severity: 'bad', subject: name, sinceMs, count: null } as const],
    ),
    ...(roles?.all ?? []).flatMap((role) =>
      roles?.running.has(role)
        ? []
        : [{ kind: 'role_missing', severity: 'bad', subject: role, sinceMs: null, count: null } as const],
    ),
    ...(partitions ?? []).flatMap(({ partition, eventsLagMs, analyticsLagMs }) => [
      ...waits('events_waiting', waitLimits.events, String(partition), lag(nowMs, eventsLagMs)),
      ...waits('analytics_behind', waitLimits.analytics, String(partition), lag(nowMs, analyticsLagMs)),
    ]),
    ...waits('carts_waiting', waitLimits.carts, null, carts),
    ...waits('recoveries_waiting', waitLimits.recoveries, null, recoveries),
    ...(queues ?? []).flatMap((queue) =>
      queue.workers === 0
        ? [
            {
              kind: 'queue_without_workers',
              severity: 'bad',
              subject: queue.name,
              sinceMs: queue.oldestMs,
              count: queue.waiting,
            } as const,
          ]
        : waits('queue_behind', waitLimits.queue, queue.name, queue),
    ),
    ...(inboxes ?? []).flatMap((inbox) => waits('inbox_behind', waitLimits.inbox, inbox.name, inbox)),
    ...(relays ?? []).flatMap((relay) => waits('relay_behind', waitLimits.relay, relay.topic, relay)),
    ...(situation.senders ?? []).map(
      ({ name, state, sinceMs }) =>
        ({
          kind: state === 'stopped' ? 'sender_stopped' : 'sender_failing',
          severity: state === 'stopped' ? 'bad' : 'warn',
          subject: name,
          sinceMs,
          count: null,
        }) as const,
    ),
    ...(situation.stoppedDomains ?? []).map(
      ({ domain, sinceMs }) =>
        ({ kind: 'from_domain_stopped', severity: 'bad', subject: domain, sinceMs, count: null }) as const,
    ),
    ...(situation.senderDomains ?? []).map(
      ({ domain }) =>
        ({ kind: 'sender_domain_failing', severity: 'bad', subject: domain, sinceMs: null, count: null }) as const,
    ),
    ...(situation.ownDomains ?? []).map(
      ({ domain, sinceMs }) =>
        ({ kind: 'own_domain_failing', severity: 'warn', subject: domain, sinceMs, count: null }) as const,
    ),
    ...(situation.silentStores ?? []).map(
      ({ storeId, sinceMs }) =>
        ({ kind: 'store_silent', severity: 'warn', subject: storeId, sinceMs, count: null }) as const,
    ),
    ...backupProblems(situation),
    ...secretProblems(situation.secrets),
    ...(situation.certificatesDue ?? []).map(
      // Where certificates live for hours, minutes are left.
      (roles) => ({ kind: 'certificate_due', severity: 'bad', subject: roles, sinceMs: null, count: null }) as const,
    ),
    ...(situation.usedPlans ?? []).map(({ storeId, state }): OperationProblem => {
      const kind = state === 'over' ? 'plan_used_up' : 'plan_nearly_used_up';
      return { kind, severity: 'warn', subject: storeId, sinceMs: null, count: null };
    }),
  ];
  return found.toSorted(
    (a, b) =>
      Number(b.severity === 'bad') - Number(a.severity === 'bad') ||
      operationProblemKinds.indexOf(a.kind) - operationProblemKinds.indexOf(b.kind) ||
      (a.sinceMs ?? nowMs) - (b.sinceMs ?? nowMs),
  );
}

function backupProblems({ backups, nowMs }: OperationsSituation): readonly OperationProblem[] {
  if (backups === null) return [];
  const { heldSince, backupAsOf, openErasures } = backups;
  return [
    ...(heldSince === null
      ? []
      : [{ kind: 'sends_held', severity: 'bad', subject: null, sinceMs: heldSince, count: null } as const]),
    ...(heldSince === null || openErasures === 0
      ? []
      : [{ kind: 'erasures_open', severity: 'warn', subject: null, sinceMs: heldSince, count: openErasures } as const]),
    ...(backupAsOf === null || nowMs - backupAsOf < backupAgeMsMax
      ? []
      : [{ kind: 'backup_old', severity: 'warn', subject: null, sinceMs: backupAsOf, count: null } as const]),
  ];
}

function secretProblems(secrets: OperationsSituation['secrets']): readonly OperationProblem[] {
  if (secrets === null) return [];
  const { away, all } = secrets;
  return [
    ...(away
      ? [{ kind: 'secrets_away', severity: 'warn', subject: away.code, sinceMs: away.sinceMs, count: null } as const]
      : []),
    ...all.flatMap(({ name, due, ends }) =>
      due.state === 'soon' || due.state === 'late'
        ? // An old key works on; a login that ends does not.
          [{ kind: 'secret_due', severity: ends ? 'bad' : 'warn', subject: name, sinceMs: null, count: null } as const]
        : [],
    ),
    ...all.flatMap(({ name, awaitsRestart }) =>
      awaitsRestart
        ? [{ kind: 'secret_awaits_restart', severity: 'warn', subject: name, sinceMs: null, count: null } as const]
        : [],
    ),
  ];
}

function lag(nowMs: number, lagMs: number): Waiting {
  return { waiting: 0, oldestMs: lagMs > 0 ? nowMs - lagMs : null };
}

function waitProblem(
  {
    kind,
    subject,
    nowMs,
    limit,
  }: {
    readonly kind: OperationProblemKind;
    readonly subject: string | null;
    readonly nowMs: number;
    readonly limit: WaitLimit;
  },
  one: Waiting | null,
): readonly OperationProblem[] {
  if (one === null || one.oldestMs === null || nowMs - one.oldestMs < limit.warnMs) return [];
  const severity = nowMs - one.oldestMs >= limit.badMs ? 'bad' : 'warn';
  return [{ kind, severity, subject, sinceMs: one.oldestMs, count: one.waiting > 0 ? one.waiting : null }];
}

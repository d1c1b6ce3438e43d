import type { Hono } from 'hono';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { CallbackOf, Providers } from '../channels/providers.ts';
import type { Database } from '../db/postgres/tenancy.ts';
import type { Caller } from '../domain/actor.ts';
import type { ShownBrand } from '../domain/brand/shown-brand.ts';
import type { Channel, ProviderNames } from '../domain/channel.ts';
import type { Backlog } from '../domain/overload.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Health } from '../runtime/health.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Secrets } from '../runtime/secrets/live-secrets.ts';
import type { Accounts } from '../services/accounts/accounts.ts';
import type { ReadPersonEvents } from '../services/accounts/person-exports/person-events.ts';
import type { FoundSession } from '../services/accounts/sessions/find.ts';
import type { ReadForecast } from '../services/analytics/forecast/forecast-reader.ts';
import type { LineageEvents } from '../services/analytics/lineage/lineage-events.ts';
import type { ReadOperations } from '../services/analytics/operations/read-operations.ts';
import type { PredictionReporter } from '../services/analytics/predictions/prediction-report.ts';
import type { AnalyticsReader } from '../services/analytics/queries/analytics-reader.ts';
import type { ReportReader } from '../services/analytics/reports/report-reader.ts';
import type { AskUsage } from '../services/analytics/usage/read-usage.ts';
import type { Recount } from '../services/analytics/usage/recount.ts';
import type { RefusedItems } from '../services/ingest/dead-letters/refused-items.ts';
import type { IntegrationDeps } from '../services/ingest/integrations/integration-deps.ts';
import type { RepairSearch } from '../services/ingest/repairs/repair-search.ts';
import type { InboundMailSettings } from '../services/messaging/callbacks/receive-mail.ts';
import type { LinkSettings } from '../services/messaging/links/issue.ts';
import type { SenderDomains } from '../services/messaging/sender-domain/sender-domains.ts';
import type { Recompute, Rescore } from '../services/prediction/recomputing/recompute.ts';
import type { ModelDescription } from '../services/prediction/registry/describe-version.ts';
import type { RolloutControl } from '../services/prediction/rollouts/rollout-control.ts';
import type { UpliftScorer } from '../services/prediction/uplift/chances-of.ts';
import type { DraftModels } from '../services/recovery/drafts/draft-deps.ts';
import type { RecoveryControl } from '../services/recovery/recoveries/recovery-control.ts';
import type { CheckDeps } from '../services/recovery/templates/check.ts';
import type { StoreTemplates } from '../services/recovery/templates/store-templates.ts';
import type { BrandNews } from '../services/state/brands/brand-keeper.ts';
import type { Brands } from '../services/state/brands/brands.ts';
import type { FlagNews } from '../services/state/flags/flag-news.ts';
import type { Flags } from '../services/state/flags/flags.ts';
import type { DomainTexts } from '../services/state/own-domains/check.ts';
import type { BuiltFiles } from './dashboard/built-files.ts';
import type { EventSockets } from './event-socket/event-sockets.ts';
import type { LiveHub } from './live/live-hub.ts';
import type { Predict } from './predict.ts';
import type { AddressLimit, LimitedEndpoint } from './rate-limit/address-limits.ts';
import type { StorefrontScripts } from './storefront-scripts.ts';

/** Everything that the API works with; a composition root opens it, tests hand in what they need. */
export interface ApiDeps {
  readonly log: Logger;
  /** The process's metrics: `GET /metrics` shows all of them. */
  readonly metrics: Metrics;
  readonly database: Pick<Database, 'app'>;
  /** What goes over all stores: the operator's routes, and no other. */
  readonly operations: Pick<Database, 'engine'>;
  /** Counts requests over all processes; without it each process counts for itself. */
  readonly redis: Redis;
  /** Who signs in. */
  readonly accounts: Accounts;
  readonly eventLog: Pick<EventLog, 'append'>;
  /** What is switched on and off. */
  readonly flags: Pick<Flags, 'isOn'>;
  /** Tells every process that something else is said of a flag. */
  readonly flagNews: Pick<FlagNews, 'tell'>;
  /** How stores are shown, and under which names. */
  readonly brands: Brands;
  /** Tells every process that something else is said of them. */
  readonly brandNews: Pick<BrandNews, 'tell'>;
  /** Asks DNS whether a name is a store's; without it nobody looks before the next round. */
  readonly domainTexts?: DomainTexts;
  /** Counts usage again from what was counted; without it nobody does. */
  readonly recountUsage?: (asked: AskUsage) => Promise<Recount>;
  /** Keeps what the endpoints refuse; without it they only say so. */
  readonly refusedItems?: Pick<RefusedItems, 'offer'>;
  /** Looks for repairs of dead letters. */
  readonly repairSearch: Pick<RepairSearch, 'search'>;
  readonly recoveryControl: RecoveryControl;
  /** Without it the workflows of rollouts find what was asked for at their next look. */
  readonly rolloutControl?: RolloutControl;
  /** Makes the links of messages once more, for those who may see them; without it nobody is shown one. */
  readonly links?: LinkSettings;
  /** What a store may pick its providers from. */
  readonly providerNames: ProviderNames;
  /** Which of them sends where a store picked none. */
  readonly providerDefaults: Readonly<Record<Channel, string>>;
  readonly predict: Predict;
  /** What shows a message as it would be sent. */
  readonly previews: Previews;
  /** What sends test messages. */
  readonly providers: Providers;
  /** The shop of the demo, and the store that its carts belong to; null until it is open, absent where there is no demo. */
  readonly demoShop?: () => { readonly storeId: string; readonly path: string } | null;
  readonly integrations: ApiIntegrations;
  /** Which model writes drafts for stores without one of their own, and how much; without it there is none. */
  readonly draftModels?: DraftModels;
  /** By whom reports of providers are verified; without it no provider may report. */
  readonly callbackOf?: CallbackOf;
  /** What makes the installation take mail; without it none comes in. */
  readonly inboundMail?: InboundMailSettings;
  /** Looks at the records of the domain that e-mails come from; without it nobody does. */
  readonly senderDomains?: SenderDomains;
  /** Counts over time from analytics; without it reports are unavailable. */
  readonly reports?: ReportReader;
  /** Numbers of the dashboard; without it they are unavailable. */
  readonly analytics?: AnalyticsReader;
  /** Forecasts of them; without it there are none. */
  readonly readForecast?: ReadForecast;
  readonly health: Pick<Health, 'report'>;
  /** Compares predictions with what happened; without it that is unavailable. */
  readonly reportPredictions?: PredictionReporter;
  /** Asks models of what messages change; without it policies are judged by what their stores assume only. */
  readonly upliftScorer?: UpliftScorer;
  /** Describes the model that predicts in a store; rejects when none can be loaded. */
  readonly describeModel?: (storeId: string) => Promise<ModelDescription>;
  /** Makes a prediction once more by its own version; without it nobody does. */
  readonly recompute?: Recompute;
  /** Scores kept features by a version, changed as somebody asks; without it nobody does. */
  readonly rescore?: Rescore;
  /** Finds events of a store; without it the lineage begins at carts. */
  readonly lineageEvents?: LineageEvents;
  /** Reads what a person did; without it their export has no events. */
  readonly readPersonEvents?: ReadPersonEvents;
  /** How the whole installation stands; without it this process cannot tell. */
  readonly readOperations?: ReadOperations;
  /** What may be told of the secrets of this process; without it, it cannot tell. */
  readonly secrets?: Pick<Secrets, 'describe' | 'source'>;
  /** From which age on a secret is due; a year by default. */
  readonly secretsAgeMsMax?: number;
  /** May make stores and act in each of them: several while one takes the place of another; none: nobody may. */
  readonly operatorKeys: () => readonly string[];
  /** Whether the pages beside the API are for those who may see them; else everybody who can ask sees them. */
  readonly pagesAreClosed?: boolean;
  /** Opens `/metrics` where pages are closed, and nothing else. */
  readonly metricsTokens?: () => readonly string[];
  /** Where people open the Temporal UI, without a slash at its end; null: nowhere. */
  readonly temporalUiUrl: string | null;
  readonly temporalNamespace: string;
  /** Origins whose pages may send events; `*` for every one. */
  readonly corsOrigins: '*' | readonly string[];
  readonly limits: ApiLimits;
  /** Proxies whose `X-Forwarded-For` is believed: addresses and networks; none when absent. */
  readonly trustedProxies?: readonly string[];
  /** Instead of some of those that an address has without this. */
  readonly limitsPerAddress?: Partial<Readonly<Record<LimitedEndpoint, AddressLimit>>>;
  /** What waits between the endpoints and the pipeline, for `/readyz`. */
  readonly backlog?: () => (Backlog & { readonly overloaded: boolean }) | null;
  /** The process's WebSocket connections; without them events come by requests only. */
  readonly eventSockets?: EventSockets;
  /** The pages that are connected to this process; without it nobody is told of changes. */
  readonly live?: Pick<LiveHub, 'admit' | 'open'>;
  /** The scripts for pages of shops, and where this API is for them, without a slash at its end. */
  readonly storefront?: { readonly scripts: StorefrontScripts; readonly publicUrl: string };
  /** The built dashboard; without it the root lists what is here. */
  readonly dashboard?: BuiltFiles;
  /** Pages for customers (restore, unsubscribe), mounted at the root. */
  readonly publicRoutes?: Hono;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The one renderer and its templates, with what a message says of the installation. */
export interface Previews extends Omit<CheckDeps, 'database'> {
  readonly templates: StoreTemplates;
}

/** The stores' connections to their platforms. */
export interface ApiIntegrations extends IntegrationDeps {
  /** The address that platforms reach the API by, without a slash at its end. */
  readonly publicUrl: string;
}

export interface ApiLimits {
  readonly bodyBytesMax: number;
  readonly batchEventsMax: number;
  /** Events per second of one store, over all processes. */
  readonly rateEventsPerSecond: number;
  /** The same for one of its keys; 0: only the store's. */
  readonly rateEventsPerKeyPerSecond: number;
  /** Requests per second of one key on every route but the events. */
  readonly rateRequestsPerSecond: number;
  /** The same for all keys of one store. */
  readonly rateRequestsPerStorePerSecond: number;
  /** Longest time a request may take before it is answered with 503. */
  readonly requestTimeoutMs: number;
}

/** What the middlewares leave for the handlers. */
export interface ApiEnv {
  Variables: {
    requestId: string;
    actor: Caller;
    /** Of a person. */
    sessionId?: string;
    /** What is known of it. */
    session?: FoundSession;
    /** The store whose own name the request came under. */
    hostStoreId?: string;
    /** How the store of a page is shown. */
    brand?: ShownBrand;
    /** Set by an answer that brings every header itself. */
    headersComplete?: boolean;
  };
}

import type { z } from 'zod';
import { androidApps, appleApps } from './app-links.ts';
import type { Setting } from './setting.ts';
import {
  choice,
  flag,
  names,
  networks,
  optionalAddress,
  optionalAddresses,
  optionalFlag,
  optionalPath,
  optionalSecret,
  optionalText,
  optionalUrl,
  path,
  port,
  type SettingKind,
  servers,
  text,
  wholeNumber,
} from './setting-kinds.ts';

/** Documents show them in the order of their first settings. */
type Section =
  | 'Server'
  | 'Stores'
  | 'Temporal'
  | 'Kafka'
  | 'Embedded servers'
  | 'Secrets'
  | 'Accounts'
  | 'Limits'
  | 'Recovery'
  | 'Drafts'
  | 'Channels';

function setting<T extends z.ZodType>(
  section: Section,
  env: string,
  kind: SettingKind<T>,
  about: string,
  example: string,
): Setting<T> {
  return { section, env, about, example, secret: false, ...kind };
}

function secret<T extends z.ZodType>(
  section: Section,
  env: string,
  kind: SettingKind<T>,
  about: string,
  example: string,
): Setting<T> {
  return { ...setting(section, env, kind, about, example), secret: true };
}

const kibibyte = 1024;

/**
 * Every environment variable that the engine reads, but those of the providers: each stands in the provider's own file in
 * `channels/`. `.env.example` and `docs/configuration.md` are written from all of them, and `loadConfig` is built from this
 * table: adding a variable is one line here.
 */
export const settings = {
  host: setting(
    'Server',
    'HOST',
    text('127.0.0.1'),
    'Address to listen on; 0.0.0.0 makes it reachable from other machines, and /outbox, /metrics, /docs and /demo are then for those who may see them.',
    '0.0.0.0',
  ),
  port: setting('Server', 'PORT', port(3000), 'Port of the API and the pages.', '3000'),
  platformApiLoopback: setting(
    'Server',
    'PLATFORM_API_LOOPBACK',
    flag(false),
    'Whether the API of a shop platform may be on this machine, without TLS: for trying an integration out.',
    'true',
  ),
  appLinksIos: setting(
    'Server',
    'APP_LINKS_IOS',
    appleApps(),
    'Apps for iOS that open the links to carts, by their ids. With one, /.well-known/apple-app-site-association is there.',
    'ABCDE12345.com.example.shop',
  ),
  appLinksAndroid: setting(
    'Server',
    'APP_LINKS_ANDROID',
    androidApps(),
    'Apps for Android that open the links to carts, each with the SHA-256 fingerprint of the certificate that signs it. With one, /.well-known/assetlinks.json is there.',
    `com.example.shop=${Array.from({ length: 32 }, () => '0A').join(':')}`,
  ),
  publicUrl: setting(
    'Server',
    'PUBLIC_URL',
    optionalUrl('https', 'http'),
    'Address under which customers reach this server; recovery and unsubscribe links start with it. Unset: http://localhost and the port.',
    'https://recover.example.com',
  ),
  corsOrigins: setting(
    'Server',
    'CORS_ORIGINS',
    text('*'),
    'Origins whose pages may send storefront events, separated by commas; * for every shop.',
    'https://shop.example.com',
  ),
  trustedProxies: setting(
    'Server',
    'TRUSTED_PROXIES',
    networks(),
    'Proxies in front of this server whose X-Forwarded-For is believed, so that limits per address count clients and not the proxy. Unset: the other end of each connection is the client.',
    '10.0.0.0/8, 2001:db8::/32',
  ),
  logLevel: setting(
    'Server',
    'LOG_LEVEL',
    choice(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
    'Least severity that is logged.',
    'info',
  ),
  dataDir: setting(
    'Server',
    'DATA_DIR',
    path('.data'),
    'Folder of the embedded servers, their logs, generated secrets and the files of models.',
    '.data',
  ),
  demo: setting(
    'Server',
    'DEMO',
    flag(true),
    'Create a demo store and shoppers; only while all servers are embedded.',
    'false',
  ),
  shutdownDrainMs: setting(
    'Server',
    'SHUTDOWN_DRAIN_MS',
    wholeNumber(10_000, 0, 600_000),
    'Longest time that work in progress gets to finish after a stop signal, in milliseconds.',
    '10000',
  ),

  postgresUrl: secret(
    'Stores',
    'POSTGRES_URL',
    optionalUrl('postgres', 'postgresql'),
    'PostgreSQL as the application role (inside cart_app, subject to row-level security). Unset: an embedded server.',
    'postgres://cart_app_login:password@db:5432/cart_recovery',
  ),
  postgresEngineUrl: secret(
    'Stores',
    'POSTGRES_ENGINE_URL',
    optionalUrl('postgres', 'postgresql'),
    'PostgreSQL as the engine role (inside cart_engine, and for the role pipeline able to become cart_pipeline), for work that goes over stores. Needed with POSTGRES_URL.',
    'postgres://cart_engine_login:password@db:5432/cart_recovery',
  ),
  postgresOwnerUrl: secret(
    'Stores',
    'POSTGRES_OWNER_URL',
    optionalUrl('postgres', 'postgresql'),
    'PostgreSQL as the owner of the tables; when given, migrations run at start.',
    'postgres://cart_owner:password@db:5432/cart_recovery',
  ),
  redisUrl: secret(
    'Stores',
    'REDIS_URL',
    optionalUrl('redis', 'rediss'),
    'Redis or Valkey with appendfsync always. Unset: an embedded Valkey.',
    'redis://redis:6379/0',
  ),
  clickhouseUrl: secret(
    'Stores',
    'CLICKHOUSE_URL',
    optionalUrl('https', 'http'),
    'ClickHouse over HTTP, database as path. Unset: the embedded engine.',
    'http://cart:password@clickhouse:8123/cart_recovery',
  ),
  analyticsRetentionMonths: setting(
    'Stores',
    'ANALYTICS_RETENTION_MONTHS',
    wholeNumber(25, 1, 1_200),
    'Whole months for which events, facts and their sums stay in ClickHouse, beside the running one.',
    '13',
  ),
  schemaRegistryUrl: secret(
    'Stores',
    'SCHEMA_REGISTRY_URL',
    optionalUrl('https', 'http'),
    "Schema registry that speaks the Confluent REST protocol, user and password in the address. Unset: the engine's own, under /schema-registry.",
    'https://user:password@registry.example.com',
  ),

  temporalAddress: setting(
    'Temporal',
    'TEMPORAL_ADDRESS',
    optionalAddress(),
    'Temporal server, of your own or managed. Unset, and no TEMPORAL_CONFIG_FILE: an embedded server.',
    'temporal:7233',
  ),
  temporalNamespace: setting(
    'Temporal',
    'TEMPORAL_NAMESPACE',
    optionalText(),
    'Temporal namespace. Unset: the one of the configuration file, or else `default`.',
    'cart-recovery',
  ),
  temporalUiUrl: setting(
    'Temporal',
    'TEMPORAL_UI_URL',
    optionalUrl('https', 'http'),
    'Where people open the Temporal UI, for links in the answers of the API. Unset: the embedded UI.',
    'https://temporal.example.com',
  ),
  temporalApiKey: secret(
    'Temporal',
    'TEMPORAL_API_KEY',
    optionalText(),
    'API key of a managed server; with it connections are encrypted.',
    'an-api-key-of-the-namespace',
  ),
  temporalTls: setting(
    'Temporal',
    'TEMPORAL_TLS',
    optionalFlag(),
    'Encrypt connections to the server. Unset: with an API key or any of the variables below.',
    'true',
  ),
  temporalTlsServerCaCertPath: setting(
    'Temporal',
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
    optionalPath(),
    'Certificates (PEM) that the server is checked against, instead of the well-known ones.',
    '/run/secrets/temporal-ca.pem',
  ),
  temporalTlsServerCaCertData: setting(
    'Temporal',
    'TEMPORAL_TLS_SERVER_CA_CERT_DATA',
    optionalText('a certificate in PEM form'),
    'The same as text.',
    '-----BEGIN CERTIFICATE-----…',
  ),
  temporalTlsServerName: setting(
    'Temporal',
    'TEMPORAL_TLS_SERVER_NAME',
    optionalText(),
    'Name that the certificate of the server has to have, where it is not that of the address.',
    'temporal.example.com',
  ),
  temporalTlsClientCertPath: setting(
    'Temporal',
    'TEMPORAL_TLS_CLIENT_CERT_PATH',
    optionalPath(),
    'Own certificate (PEM), where the server asks for one (mTLS); with a client key.',
    '/run/secrets/temporal-cert.pem',
  ),
  temporalTlsClientCertData: setting(
    'Temporal',
    'TEMPORAL_TLS_CLIENT_CERT_DATA',
    optionalText('a certificate in PEM form'),
    'The same as text.',
    '-----BEGIN CERTIFICATE-----…',
  ),
  temporalTlsClientKeyPath: setting(
    'Temporal',
    'TEMPORAL_TLS_CLIENT_KEY_PATH',
    optionalPath(),
    'Private key (PEM) of the own certificate.',
    '/run/secrets/temporal-key.pem',
  ),
  temporalTlsClientKeyData: secret(
    'Temporal',
    'TEMPORAL_TLS_CLIENT_KEY_DATA',
    optionalText('a private key in PEM form'),
    'The same as text.',
    '-----BEGIN PRIVATE KEY-----…',
  ),
  temporalConfigFile: setting(
    'Temporal',
    'TEMPORAL_CONFIG_FILE',
    optionalPath(),
    "Configuration file (TOML) of Temporal's own tools; the variables above win over it. Unset: none is read, not even the one in the home folder.",
    '/run/secrets/temporal.toml',
  ),
  temporalProfile: setting(
    'Temporal',
    'TEMPORAL_PROFILE',
    optionalText(),
    'Profile of that file. Unset: `default`.',
    'production',
  ),

  kafkaBrokers: setting(
    'Kafka',
    'KAFKA_BROKERS',
    optionalAddresses(),
    'Kafka for the event log and the topics beside it. Unset: streams in Redis or Valkey. docs/scaling.md says when and how to move.',
    'kafka-1:9092,kafka-2:9092,kafka-3:9092',
  ),
  kafkaReplicas: setting(
    'Kafka',
    'KAFKA_REPLICAS',
    wholeNumber(3, 1, 15),
    'Brokers that hold each record of a topic that is made at start. All but one must have it before it is acknowledged, so 1 is for trying out.',
    '3',
  ),
  kafkaTls: setting('Kafka', 'KAFKA_TLS', flag(false), 'Encrypt connections to the brokers.', 'true'),
  kafkaCaFile: setting(
    'Kafka',
    'KAFKA_CA_FILE',
    optionalPath(),
    'Certificates (PEM) that the brokers are checked against, instead of the well-known ones; with KAFKA_TLS.',
    '/run/secrets/kafka-ca.pem',
  ),
  kafkaCertFile: setting(
    'Kafka',
    'KAFKA_CERT_FILE',
    optionalPath(),
    'Own certificate (PEM), where the brokers ask for one; with KAFKA_TLS and KAFKA_KEY_FILE.',
    '/run/secrets/kafka-cert.pem',
  ),
  kafkaKeyFile: setting(
    'Kafka',
    'KAFKA_KEY_FILE',
    optionalPath(),
    'Private key (PEM) of KAFKA_CERT_FILE.',
    '/run/secrets/kafka-key.pem',
  ),
  kafkaSasl: setting(
    'Kafka',
    'KAFKA_SASL',
    choice(['none', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'], 'none'),
    'How to log in; PLAIN only together with KAFKA_TLS.',
    'SCRAM-SHA-512',
  ),
  kafkaUsername: setting('Kafka', 'KAFKA_USERNAME', optionalText(), 'User for KAFKA_SASL.', 'cart-recovery'),
  kafkaPassword: secret('Kafka', 'KAFKA_PASSWORD', optionalText(), 'Password for KAFKA_SASL.', 'a-long-password'),

  postgresPort: setting(
    'Embedded servers',
    'POSTGRES_PORT',
    port(0),
    'Port of the embedded PostgreSQL; 0 picks a free one and keeps it.',
    '5432',
  ),
  valkeyPort: setting(
    'Embedded servers',
    'VALKEY_PORT',
    port(0),
    'Port of the embedded Valkey; 0 picks a free one and keeps it.',
    '6379',
  ),
  temporalPort: setting(
    'Embedded servers',
    'TEMPORAL_PORT',
    port(0),
    'Port of the embedded Temporal server; 0 picks a free one and keeps it.',
    '7233',
  ),
  temporalUiPort: setting(
    'Embedded servers',
    'TEMPORAL_UI_PORT',
    port(0),
    'Port of the embedded Temporal UI; 0 takes 8233 or else a free one, and keeps it.',
    '8233',
  ),
  temporalCliPath: setting(
    'Embedded servers',
    'TEMPORAL_CLI_PATH',
    optionalPath(),
    'Temporal CLI to run instead of the one found on PATH or fetched.',
    '/usr/local/bin/temporal',
  ),
  temporalTestServerPath: setting(
    'Embedded servers',
    'TEMPORAL_TEST_SERVER_PATH',
    optionalPath(),
    'Time-skipping Temporal server for tests, instead of the one found on PATH or fetched.',
    '/usr/local/bin/temporal-test-server',
  ),
  valkeyServerPath: setting(
    'Embedded servers',
    'VALKEY_SERVER_PATH',
    optionalPath(),
    'Valkey server to run instead of the one found on PATH or fetched.',
    '/usr/local/bin/valkey-server',
  ),

  adminApiKey: secret(
    'Secrets',
    'ADMIN_API_KEY',
    optionalSecret(24),
    'API key that may do everything. Unset with embedded servers: generated once and kept in the data folder.',
    'a-random-text-of-at-least-24-characters',
  ),
  linkSecret: secret(
    'Secrets',
    'LINK_SECRET',
    optionalSecret(32),
    'Key that signs recovery and unsubscribe links. Unset with embedded servers: generated once and kept in the data folder.',
    'a-random-text-of-at-least-32-characters',
  ),
  metricsToken: secret(
    'Secrets',
    'METRICS_TOKEN',
    optionalSecret(24),
    'Bearer token that opens /metrics and nothing else, where that page is not open to everybody. Unset: the operator key and admins.',
    'a-random-text-of-at-least-24-characters',
  ),

  oidcIssuer: setting(
    'Accounts',
    'OIDC_ISSUER',
    optionalUrl('https', 'http'),
    'Identity provider (OpenID Connect) by which people can sign in too, once they have linked it with their account. Its redirect address is PUBLIC_URL with /v1/auth/oidc/callback.',
    'https://id.example.com',
  ),
  oidcClientId: setting('Accounts', 'OIDC_CLIENT_ID', optionalText(), 'Name of this installation there.', 'recovery'),
  oidcClientSecret: secret(
    'Accounts',
    'OIDC_CLIENT_SECRET',
    optionalText(),
    'Its secret there.',
    'the-secret-of-the-client',
  ),

  bodyBytesMax: setting(
    'Limits',
    'BODY_BYTES_MAX',
    wholeNumber(1024 * kibibyte, kibibyte, 64 * 1024 * kibibyte),
    'Largest request body, in bytes.',
    '1048576',
  ),
  batchEventsMax: setting(
    'Limits',
    'BATCH_EVENTS_MAX',
    wholeNumber(1000, 1, 10_000),
    'Most events in one batch request.',
    '1000',
  ),
  rateEventsPerSecond: setting(
    'Limits',
    'RATE_EVENTS_PER_SECOND',
    wholeNumber(10_000, 1, 10_000_000),
    'Events per second that one store may send.',
    '10000',
  ),
  rateRequestsPerSecond: setting(
    'Limits',
    'RATE_REQUESTS_PER_SECOND',
    wholeNumber(200, 1, 1_000_000),
    'Requests per second that one key may make; events are counted by themselves.',
    '200',
  ),
  rateRequestsPerStorePerSecond: setting(
    'Limits',
    'RATE_REQUESTS_PER_STORE_PER_SECOND',
    wholeNumber(1_000, 1, 10_000_000),
    'The same for all keys of one store together.',
    '1000',
  ),
  rateEventsPerKeyPerSecond: setting(
    'Limits',
    'RATE_EVENTS_PER_KEY_PER_SECOND',
    wholeNumber(0, 0, 10_000_000),
    'Events per second that one key may send, within the rate of its store; 0 for no limit of its own.',
    '2000',
  ),
  requestTimeoutMs: setting(
    'Limits',
    'REQUEST_TIMEOUT_MS',
    wholeNumber(15_000, 100, 600_000),
    'Longest time that a request may take before it is answered with 503, in milliseconds.',
    '15000',
  ),
  storeEventsWaitingMax: setting(
    'Limits',
    'STORE_EVENTS_WAITING_MAX',
    wholeNumber(5_000, 100, 10_000_000),
    'Events of one store that a process of the API takes in before the pipeline has applied them. From then on it answers that store with 503 and Retry-After: what waits is what its neighbours in the log wait for.',
    '5000',
  ),
  logEntriesMax: setting(
    'Limits',
    'LOG_ENTRIES_MAX',
    wholeNumber(5_000_000, 1_000, 10_000_000_000),
    'Entries in the event log from which on no more events are taken in (503 with Retry-After) until it is half as long.',
    '5000000',
  ),
  logLagMsMax: setting(
    'Limits',
    'LOG_LAG_MS_MAX',
    wholeNumber(3_600_000, 1_000, 604_800_000),
    'Age of the oldest event of a partition that is not applied yet, in milliseconds, from which on the same happens to its stores.',
    '3600000',
  ),
  eventSocketsMax: setting(
    'Limits',
    'EVENT_SOCKETS_MAX',
    wholeNumber(5_000, 1, 100_000),
    'WebSocket connections that one process of the API keeps open for events.',
    '5000',
  ),
  eventSocketsPerStoreMax: setting(
    'Limits',
    'EVENT_SOCKETS_PER_STORE_MAX',
    wholeNumber(1_000, 1, 100_000),
    'The same for one store.',
    '1000',
  ),
  liveSocketsMax: setting(
    'Limits',
    'LIVE_SOCKETS_MAX',
    wholeNumber(10_000, 1, 100_000),
    'WebSocket connections of open pages that one process of the API keeps.',
    '10000',
  ),
  liveSocketsPerStoreMax: setting(
    'Limits',
    'LIVE_SOCKETS_PER_STORE_MAX',
    wholeNumber(1_000, 1, 100_000),
    'The same for one store, over all processes.',
    '1000',
  ),

  sweepIntervalMs: setting(
    'Recovery',
    'SWEEP_INTERVAL_MS',
    wholeNumber(500, 10, 3_600_000),
    'Pause between two looks for abandoned carts, in milliseconds.',
    '500',
  ),
  modelDir: setting(
    'Recovery',
    'MODEL_DIR',
    path('ml/models'),
    'Folder of the models that come with the engine, one folder per version; the last one by name (prior-2 before prior-10) is registered at a start, and answers until another one is chosen.',
    'ml/models',
  ),

  rollOutRetrained: setting(
    'Recovery',
    'ROLL_OUT_RETRAINED',
    flag(true),
    'Whether a model version that was trained because of drift begins its rollout by itself: shadow first, then a growing share of the carts, judged and taken back by gates (docs/rollouts.md). Off: it waits for a person.',
    'false',
  ),
  artifactsUrl: setting(
    'Recovery',
    'ARTIFACTS_URL',
    optionalUrl('https', 'http'),
    'S3-compatible bucket for the files of models, with a prefix if any; needed where more than one machine predicts or trains. Unset: a folder below DATA_DIR.',
    'https://s3.eu-central-1.amazonaws.com/models/engine',
  ),
  artifactsRegion: setting('Recovery', 'ARTIFACTS_REGION', text('us-east-1'), 'Region of that bucket.', 'eu-central-1'),
  artifactsAccessKeyId: setting(
    'Recovery',
    'ARTIFACTS_ACCESS_KEY_ID',
    optionalText(),
    'Access key that may read and write objects there. Needed with ARTIFACTS_URL.',
    'AKIA0123456789',
  ),
  artifactsSecretAccessKey: secret(
    'Recovery',
    'ARTIFACTS_SECRET_ACCESS_KEY',
    optionalText(),
    'Its secret. Needed with ARTIFACTS_URL.',
    '0123456789abcdef',
  ),

  draftsUrl: setting(
    'Drafts',
    'DRAFTS_URL',
    optionalUrl('https', 'http'),
    'OpenAI-compatible API that writes drafts of texts and flows for stores without a model of their own, up to /v1; may be in a network of its own. Unset: there is none.',
    'https://models.example.com/v1',
  ),
  draftsModel: setting(
    'Drafts',
    'DRAFTS_MODEL',
    optionalText(),
    'Name of the model that is asked there. Needed with DRAFTS_URL.',
    'small-model',
  ),
  draftsKey: secret('Drafts', 'DRAFTS_KEY', optionalText(), 'Key for that API.', 'the key'),
  draftsTimeoutMs: setting(
    'Drafts',
    'DRAFTS_TIMEOUT_MS',
    wholeNumber(60_000, 1_000, 600_000),
    'Longest time that one answer of a model may take, in milliseconds.',
    '60000',
  ),
  draftsPerStorePerDay: setting(
    'Drafts',
    'DRAFTS_PER_STORE_PER_DAY',
    wholeNumber(200, 0, 100_000),
    'Requests to a model in one day (UTC) of one store; a draft takes up to three. 0: none.',
    '200',
  ),
  emailFrom: setting(
    'Channels',
    'EMAIL_FROM',
    text('Demo Shop <hello@shop.example>'),
    'Sender of e-mails, for stores that set none.',
    'Shop <hello@shop.example>',
  ),
  emailDkimSelectors: setting(
    'Channels',
    'EMAIL_DKIM_SELECTORS',
    names(5),
    'Under which selectors the keys stand that sign e-mails of EMAIL_FROM, for the check of its domain. Unset: those that are known of the provider; of Amazon SES and of a server of your own none are.',
    's1, s2',
  ),
  dnsServers: setting(
    'Channels',
    'DNS_SERVERS',
    servers(3),
    'DNS servers that the check of the domain of EMAIL_FROM asks. Unset: those of this machine.',
    '192.0.2.53',
  ),
  inboundEmailDomain: setting(
    'Channels',
    'INBOUND_EMAIL_DOMAIN',
    optionalText('a domain whose mail comes here'),
    'Domain whose mail is handed to this server, so that people can answer e-mails and unsubscribe by their mail program. Unset: no mail comes in.',
    'in.shop.example',
  ),
  inboundEmailSecret: secret(
    'Channels',
    'INBOUND_EMAIL_SECRET',
    optionalSecret(24),
    'Secret with which whoever brings mails to POST /v1/inbound/email signs them, by the scheme of Standard Webhooks. Unset: none is taken there.',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  ),
} as const;

export type SettingName = keyof typeof settings;

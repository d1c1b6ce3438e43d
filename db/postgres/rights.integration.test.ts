import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished } from 'vitest';
import { linkTokenHash } from '../../services/state/links/link-token.ts';
import { test } from '../../test/fixtures.ts';
import { createSentMessage, openTestDatabase } from '../../test/sent-message.ts';
import { connectPostgres } from './connect.ts';
import { lookUp, rawSql, withEngine, withPipeline, withStore } from './tenancy.ts';

/**
 * What each role may do in each table: S(elect), I(nsert), U(pdate), D(elete); small letters: some columns only. A new table
 * is closed to the roles that go over stores until the migration opens it, and this table says so.
 */
const rights = `
  abandonments: app:SIUD engine:SIU pipeline:S
  account_links: engine:SIUD
  address_keys: engine:SIU
  api_keys: app:SIUD lookup:s
  attempts: engine:SIUD
  audit_log: app:SI engine:SI
  backup_log: engine:S
  brand_domains: app:SIu engine:SU
  brand_logos: app:SIUD engine:SIUD lookup:s
  brands: app:SIUD engine:SIUD
  campaign_drafts: app:SIUD
  campaign_exposures: app:SIUD engine:S pipeline:SIUD
  campaign_versions: app:SIUD engine:S pipeline:s
  campaigns: app:SIUD engine:S
  cart_aliases: app:SIUD engine:S pipeline:SI
  cart_quarantines: app:SIUD engine:SIU
  carts: app:SIUD engine:SU pipeline:SIU
  catalog_settings: app:SIUD
  challenges: engine:SIUD
  channel_pauses: app:SIUD pipeline:SIU
  consent_log: app:SIUD engine:S pipeline:SIu
  consents: app:SIUD engine:S pipeline:SIUD
  consumer_offsets: engine:SIU pipeline:SIU
  content_templates: app:SIUD pipeline:SU
  customer_merges: app:SIUD pipeline:SI
  customers: app:SIUD engine:S pipeline:SIU
  dead_letter_subjects: app:SIUD engine:SIUD pipeline:SIU
  dead_letters: app:SIUD engine:SIUD pipeline:SI
  decisions: app:SIUD engine:SIU pipeline:I
  domain_pauses: app:s engine:SU pipeline:SIU
  draft_settings: app:SIUD
  drift_checks: app:S engine:SID
  endpoint_deliveries: app:SIUD engine:SIUD pipeline:I
  erasure_tombstones: app:SIUD engine:S pipeline:SD
  erasures: app:SIUD engine:SU pipeline:su
  event_flows: app:SIUD engine:SIU
  feature_checks: app:S engine:SIU
  flag_changes: app:SI engine:SI
  flags: app:SIUD engine:SIUD
  idempotency_keys: app:SIUD engine:SUD
  identities: app:SIUD engine:S pipeline:SIU
  integrations: app:SIUD engine:SU lookup:s
  invitations: app:SIUD engine:SU
  links: app:SIUD engine:s lookup:s pipeline:s
  memberships: app:SIUD engine:SIU lookup:s
  message_contents: app:SIUD pipeline:SD
  message_offers: app:SIUD pipeline:s
  message_rates: app:SIUD
  messages: app:SIUD engine:Su pipeline:SU
  model_moves: app:SI engine:SI
  model_versions: app:Su engine:SIU
  offer_codes: app:SIUD engine:SU pipeline:su
  offers: app:SIUD engine:S
  oidc_identities: engine:SIUD
  opt_in_requests: app:SIUD engine:SUD lookup:s pipeline:SI
  orders: app:SIUD engine:S pipeline:SIU
  passkeys: engine:SIUD lookup:s
  password_resets: engine:SIUD
  phone_settings: app:SIUD
  phone_windows: app:SIUD pipeline:SIUD
  plans: app:S engine:SI
  policies: app:SIUD
  policy_decisions: app:SIUD
  predictions: app:SIUD engine:SID
  price_versions: app:S engine:SI
  privacy_requests: app:SIUD engine:S
  provider_callbacks: app:sI engine:SUD pipeline:SU
  quota_alerts: app:S engine:SI
  reconciliations: app:SIUD engine:SD
  recoveries: app:SIUD engine:SIU pipeline:SU
  refresh_tokens: engine:SIUD
  registry_compatibility: engine:SIUD
  registry_schemas: engine:SIUD
  registry_versions: engine:SIUD
  repair_log: app:SIUD engine:I
  repair_rules: app:SIUD engine:S
  replies: app:SIUD engine:SUD pipeline:SI
  report_deliveries: app:SIUD
  report_runs: app:SIUD engine:SU
  rollout_looks: app:S engine:SI
  rollouts: app:SIu engine:SIU
  sandbox_messages: app:SIUD engine:SD
  saved_views: app:SIUD
  scheduled_reports: app:SIUD engine:SUD
  sender_accounts: app:sIu engine:SIU pipeline:SIU
  sender_lists: app:I engine:SIUD lookup:S pipeline:SIUD
  served_models: app:SIU engine:SIU
  sessions: engine:SIUD lookup:s
  shadow_scores: app:SD engine:SID
  signal_outbox: app:SIUD engine:SIUD pipeline:I
  snippets: app:SIUD lookup:S
  split_arms: app:SIUD pipeline:su
  split_shares: app:SIUD
  split_winners: app:SIUD
  store_plans: app:S engine:SIU
  stores: app:SIUD engine:S lookup:s pipeline:S
  suppressions: app:SIUD engine:SI pipeline:SIUD
  template_versions: app:SIUD
  templates: app:SIUD
  test_messages: app:SIUD engine:SD
  test_runs: app:SIUD engine:SD
  topic_outbox: app:SIUD engine:SID pipeline:I
  topic_relays: engine:SIUD
  totp_factors: engine:SIUD lookup:s
  training_runs: app:SIu engine:SIU
  usage: app:S engine:SIU pipeline:SIU
  usage_marks: app:S engine:SIU
  usage_periods: app:S engine:SI
  usage_sent: app:S engine:SIU
  users: app:s engine:SIU lookup:s
  webhook_deliveries: app:SIUD engine:SUD
  webhook_endpoints: app:SIUD engine:SU pipeline:s`;

describe('the roles', () => {
  test('may do in each table what is written here, and pass the isolation of stores nowhere else', async ({
    database: urls,
  }) => {
    const owner = connectPostgres(urls.ownerUrl, { maxConnections: 1, applicationName: 'test' });
    onTestFinished(() => owner.end({ timeout: 5 }));
    const rows = await owner<{ line: string }[]>`
      select c.relname || ': ' || string_agg(replace(role, 'cart_', '') || ':' || rights, ' ' order by role) as line
      from pg_class c
      cross join (values ('cart_app'), ('cart_engine'), ('cart_lookup'), ('cart_pipeline')) as r (role)
      cross join lateral (select concat(
        case when has_table_privilege(role, c.oid, 'select') then 'S' when has_any_column_privilege(role, c.oid, 'select') then 's' end,
        case when has_table_privilege(role, c.oid, 'insert') then 'I' when has_any_column_privilege(role, c.oid, 'insert') then 'i' end,
        case when has_table_privilege(role, c.oid, 'update') then 'U' when has_any_column_privilege(role, c.oid, 'update') then 'u' end,
        case when has_table_privilege(role, c.oid, 'delete') then 'D' end) as rights) x
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and rights <> ''
      group by c.relname order by c.relname`;
    expect(rows.map(({ line }) => `\n  ${line}`).join('')).toBe(rights);
    const passing = await owner`
      select tablename, role from pg_policies, unnest(roles) as role
      where schemaname = 'public' and role <> 'cart_app' and not has_any_column_privilege(role, tablename, 'select')
        and not has_table_privilege(role, tablename, 'insert')`;
    expect(passing).toEqual([]);
  });

  test('of the engine becomes the pipeline for a transaction only, and never the other way round', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const who = () => withEngine(database, (tx) => rawSql(tx)`select current_user::text as name`);
    const before = await who();
    expect(await withPipeline(database, (tx) => rawSql(tx)`select current_user::text as name`)).toEqual([
      { name: 'cart_pipeline' },
    ]);
    expect(await who()).toEqual(before);
    const reaching = withEngine(database, (tx) => rawSql(tx)`update customers set first_name = 'x'`);
    await expect(reaching).rejects.toMatchObject({ code: '42501' });
    const looking = withPipeline(database, (tx) => rawSql(tx)`select * from integrations`);
    await expect(looking).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a look-up', () => {
  test('finds what is named exactly, with the columns that a request needs, and the app sees no row beside', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const [one, other] = [await createSentMessage(database), await createSentMessage(database)];
    const sql = lookUp(database);
    const found = await sql`select * from find_link(${linkTokenHash(other.restoreToken)}, 'restore')`;
    expect(found).toMatchObject([{ store_id: other.storeId, message_id: other.messageId }]);
    expect(Object.keys(found[0] ?? {})).not.toContain('token_hash');
    expect(await sql`select * from find_link(${`%${linkTokenHash(other.restoreToken).slice(1)}`}, 'restore')`).toEqual(
      [],
    );
    expect(await sql`select * from links`).toEqual([]);
    // Inside a store too the functions are all there is of another.
    const seen = await withStore(database, one.storeId, (tx) => rawSql(tx)`select store_id from links`);
    expect(new Set(seen.map((row) => row['store_id']))).toEqual(new Set([one.storeId]));
  });

  test('is called by the app alone, runs as a role without login, and looks for names in no schema of a caller', async ({
    database: urls,
  }) => {
    const owner = connectPostgres(urls.ownerUrl, { maxConnections: 1, applicationName: 'test' });
    onTestFinished(() => owner.end({ timeout: 5 }));
    const functions = await owner`
      select proname, rolname as owner, rolcanlogin as login, proconfig as config,
        has_function_privilege('cart_app', p.oid, 'execute') as app,
        has_function_privilege('cart_engine', p.oid, 'execute') as engine,
        has_function_privilege('cart_pipeline', p.oid, 'execute') as pipeline
      from pg_proc p join pg_roles r on r.oid = p.proowner
      where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
    expect(functions.map(({ proname }) => proname)).toEqual([
      ...['find_api_key', 'find_brand_logo', 'find_integration', 'find_link', 'find_opt_in', 'find_session'],
      ...['find_snippet', 'listed_by'],
    ]);
    for (const each of functions)
      expect(each).toMatchObject({
        ...{ owner: 'cart_lookup', login: false, app: true, engine: false, pipeline: false },
        config: ['search_path=pg_catalog, pg_temp'],
      });
  });

  test('of what nobody has finds nothing', async ({ database: urls }) => {
    const sql = lookUp(openTestDatabase(urls));
    expect([
      ...(await sql`select * from find_api_key('no such hash')`),
      ...(await sql`select * from find_integration(${randomUUID()})`),
      ...(await sql`select * from find_opt_in('no such hash')`),
      ...(await sql`select * from find_session(${randomUUID()})`),
      ...(await sql`select * from find_snippet('pk_none')`),
    ]).toEqual([]);
  });
});

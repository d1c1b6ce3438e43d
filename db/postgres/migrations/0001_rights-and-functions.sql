-- What the schema files cannot express: forced isolation, the rights of the roles, functions and triggers.
-- The owner skips policies unless they are forced.
DO $$
DECLARE isolated regclass;
BEGIN
  FOR isolated IN
    SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'store_id' AND NOT a.attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', isolated);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO cart_app, cart_pipeline, cart_engine, cart_lookup;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cart_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO cart_app;
--> statement-breakpoint
-- Offsets, relays, the schema registry and the providers' callbacks belong to the installation: what acts in a store
-- neither reads nor changes them. A callback is only added, and its repetition recognized.
REVOKE ALL ON consumer_offsets, provider_callbacks, topic_relays, registry_schemas, registry_versions, registry_compatibility FROM cart_app;
--> statement-breakpoint
GRANT INSERT, SELECT (id, provider, identity) ON provider_callbacks TO cart_app;
--> statement-breakpoint
-- Accounts belong to the installation. Inside a store its team shows, by these columns; passwords, sessions and second
-- factors never do.
REVOKE ALL ON users, sessions, refresh_tokens, account_links, password_resets, attempts, totp_factors, passkeys, oidc_identities, challenges FROM cart_app;
--> statement-breakpoint
GRANT SELECT (id, email, name, created_at, deactivated_at) ON users TO cart_app;
--> statement-breakpoint
-- Accounts of providers belong to the installation too: whoever sends reads how they do and notes what they answered. Whom an
-- account does not write to is told one address at a time (`listed_by`).
REVOKE ALL ON sender_accounts, sender_lists FROM cart_app;
--> statement-breakpoint
GRANT INSERT, SELECT (channel, provider, breaker, tried_until_ms, trouble, gap_ms, next_at_ms, health, health_at_ms, stands_in,
  domains, list, list_at), UPDATE (breaker, tried_until_ms, trouble, gap_ms, next_at_ms, health, health_at_ms)
ON sender_accounts TO cart_app;
--> statement-breakpoint
GRANT INSERT ON sender_lists TO cart_app;
--> statement-breakpoint
-- So do the domains that e-mail comes from: whoever claims a message reads whether it is stopped.
REVOKE ALL ON domain_pauses FROM cart_app;
--> statement-breakpoint
GRANT SELECT (domain, resumed_at) ON domain_pauses TO cart_app;
--> statement-breakpoint
-- What was copied and set up from a copy is the installation's, and written by whoever may see all of it.
REVOKE ALL ON backup_log FROM cart_app;
--> statement-breakpoint
-- The key of addresses is sealed, and still nobody's who acts in a store.
REVOKE ALL ON address_keys FROM cart_app;
--> statement-breakpoint
-- What happened stays: audit rows are added and read, never changed.
REVOKE UPDATE, DELETE ON audit_log FROM cart_app;
--> statement-breakpoint
-- A store chooses among its model versions; only the engine makes them, and scores those that do not answer.
REVOKE INSERT, UPDATE, DELETE ON model_versions, served_models, model_moves FROM cart_app;
--> statement-breakpoint
-- What was scored of somebody goes with them.
REVOKE INSERT, UPDATE ON shadow_scores FROM cart_app;
--> statement-breakpoint
GRANT UPDATE (stage) ON model_versions TO cart_app;
--> statement-breakpoint
GRANT INSERT, UPDATE ON served_models TO cart_app;
--> statement-breakpoint
GRANT INSERT ON model_moves TO cart_app;
--> statement-breakpoint
-- What the engine found of them is read in a store, and written by the engine only.
REVOKE INSERT, UPDATE, DELETE ON drift_checks FROM cart_app;
--> statement-breakpoint
-- A store asks for a training run, and for its end; what becomes of it only the engine says. Checks of features are the engine's.
REVOKE UPDATE, DELETE ON training_runs FROM cart_app;
--> statement-breakpoint
GRANT UPDATE (cancel_asked_at) ON training_runs TO cart_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON feature_checks FROM cart_app;
--> statement-breakpoint
-- A store begins and commands its rollouts; what their looks saw is the engine's.
REVOKE INSERT, UPDATE, DELETE ON rollouts, rollout_looks FROM cart_app;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, reason, end_reason, ended_at) ON rollouts TO cart_app;
--> statement-breakpoint
-- A store claims names and gives them up; only the engine says what DNS says of them, and no claim is ever forgotten.
REVOKE UPDATE, DELETE ON brand_domains FROM cart_app;
--> statement-breakpoint
GRANT UPDATE (state, next_check_at, failing_since, rests_until) ON brand_domains TO cart_app;
--> statement-breakpoint
-- A store reads what it used, its plan and the prices; who counts is the engine, and who sets them its operator.
REVOKE INSERT, UPDATE, DELETE ON usage, usage_periods, usage_sent, store_plans, plans, quota_alerts, price_versions FROM cart_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON usage_marks FROM cart_app;
--> statement-breakpoint
-- What was said of flags before stays as it was.
REVOKE UPDATE, DELETE ON flag_changes FROM cart_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cart_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO cart_app;
--> statement-breakpoint
-- What goes over all stores, table by table. A right is also the way past the isolation of stores in that table, and a
-- table that is not named here is closed: a new one is added to the lines of those who need it.
DO $$
DECLARE
  needed record;
  named text;
BEGIN
  FOR needed IN
    SELECT * FROM (VALUES
      -- Accepted events become carts, persons, consents and orders; delivery reports move messages and withdraw consents.
      ('cart_pipeline', 'SELECT', 'abandonments stores'),
      ('cart_pipeline', 'INSERT', 'decisions endpoint_deliveries signal_outbox topic_outbox'),
      -- Which endpoints are told of what it changes.
      ('cart_pipeline', 'SELECT (store_id, id, status, event_types)', 'webhook_endpoints'),
      -- What an answer belongs to.
      ('cart_pipeline', 'SELECT (store_id, token_hash, kind, message_id, cart_id, customer_id, channel)', 'links'),
      ('cart_pipeline', 'SELECT, INSERT', 'replies'),
      ('cart_pipeline', 'SELECT, INSERT', 'cart_aliases consent_log customer_merges dead_letters opt_in_requests'),
      ('cart_pipeline', 'SELECT, UPDATE', 'messages provider_callbacks recoveries'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE, DELETE', 'suppressions'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE', 'carts customers dead_letter_subjects identities consumer_offsets orders'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE, DELETE', 'campaign_exposures consents'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE', 'carts channel_pauses customers dead_letter_subjects identities consumer_offsets orders'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE, DELETE', 'consents'),
      -- What providers told of their own accounts and lists.
      ('cart_pipeline', 'SELECT, INSERT, UPDATE', 'domain_pauses sender_accounts'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE, DELETE', 'sender_lists'),
      ('cart_pipeline', 'SELECT, DELETE', 'message_contents'),
      -- What was told of carriers and of a vendor's templates.
      ('cart_pipeline', 'SELECT, UPDATE', 'content_templates'),
      ('cart_pipeline', 'SELECT, INSERT, UPDATE, DELETE', 'phone_windows'),
      -- Whom nobody may bring back, until they agree anew; and how often it was tried.
      ('cart_pipeline', 'SELECT, DELETE', 'erasure_tombstones'),
      ('cart_pipeline', 'SELECT (id, store_id, kept_out), UPDATE (kept_out)', 'erasures'),
      ('cart_engine', 'SELECT', 'erasure_tombstones'),
      -- Erasures that are worked on, whatever store they are of.
      ('cart_engine', 'SELECT, UPDATE', 'erasures'),
      -- Which messages go on to another carrier.
      ('cart_engine', 'UPDATE (fall_back_at)', 'messages'),
      ('cart_engine', 'SELECT, UPDATE', 'domain_pauses'),
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'sender_accounts'),
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'sender_lists'),
      -- What was used is counted with what is applied.
      ('cart_pipeline', 'SELECT, INSERT, UPDATE', 'usage'),
      -- What was used, and whether a plan includes it.
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'store_plans usage usage_marks usage_sent'),
      ('cart_engine', 'SELECT, INSERT', 'plans price_versions quota_alerts usage_periods'),
      -- Which recoveries are told of a click.
      ('cart_pipeline', 'SELECT (store_id, campaign_id, version, listens_for)', 'campaign_versions'),
      -- What a provider reports of a message says of its code that it went out.
      ('cart_pipeline', 'SELECT (store_id, message_id, code_id)', 'message_offers'),
      ('cart_pipeline', 'SELECT (store_id, id, state, sent_at), UPDATE (state, sent_at)', 'offer_codes'),
      -- A person who turns out to be another brings these along.
      ('cart_pipeline', 'SELECT (store_id, customer_id), UPDATE (customer_id)', 'split_arms'),
      ('cart_pipeline', 'UPDATE (customer_id)', 'consent_log'),
      -- Sweep, sending, housekeeping, exports, topics, and what the operator sees of the installation.
      ('cart_engine', 'SELECT', 'campaign_versions campaigns cart_aliases consent_log consents customers identities messages orders'),
      ('cart_engine', 'SELECT', 'privacy_requests repair_rules stores'),
      -- What was tried out, and what the sandbox kept, when its time is over.
      ('cart_engine', 'SELECT, DELETE', 'sandbox_messages test_messages test_runs'),
      -- Which messages were clicked, and when.
      ('cart_engine', 'SELECT (store_id, kind, message_id, redeemed_at)', 'links'),
      ('cart_engine', 'INSERT', 'repair_log'),
      ('cart_engine', 'SELECT, INSERT', 'audit_log suppressions'),
      ('cart_engine', 'SELECT, UPDATE', 'carts integrations'),
      -- Answers on their way to the stores' mailboxes, and those whose time is over.
      ('cart_engine', 'SELECT, UPDATE, DELETE', 'replies'),
      ('cart_engine', 'SELECT, DELETE', 'reconciliations'),
      -- Codes that are looked after: taken back, seen to be used, over.
      -- How old the newest copy is, and what a restore lost.
      ('cart_engine', 'SELECT', 'backup_log'),
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'address_keys'),
      ('cart_engine', 'SELECT', 'offers'),
      ('cart_engine', 'SELECT, UPDATE', 'offer_codes'),
      -- Deliveries to endpoints of stores, and endpoints that are switched off because they fail.
      ('cart_engine', 'SELECT, UPDATE', 'webhook_endpoints'),
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'endpoint_deliveries'),
      -- Which reports the scheduler has to be told of, and which tests of them were asked for.
      ('cart_engine', 'SELECT, UPDATE, DELETE', 'scheduled_reports'),
      ('cart_engine', 'SELECT, UPDATE', 'report_runs'),
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'abandonments cart_quarantines decisions event_flows consumer_offsets recoveries'),
      ('cart_engine', 'SELECT, INSERT, DELETE', 'predictions shadow_scores topic_outbox'),
      -- Model versions of the platform and of stores, and which of them answers.
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'model_versions served_models'),
      ('cart_engine', 'SELECT, INSERT', 'model_moves'),
      -- Whether they do as before.
      ('cart_engine', 'SELECT, INSERT, DELETE', 'drift_checks'),
      -- Runs that make models, the draw of who is compared, and whether logged features are what the events say.
      ('cart_engine', 'SELECT', 'campaign_exposures'),
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'feature_checks training_runs'),
      -- Flags of the platform and of stores: every process keeps all of them in memory.
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'flags'),
      ('cart_engine', 'SELECT, INSERT', 'flag_changes'),
      -- Brands, which every process keeps in memory, and the names that stores claim.
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'brand_logos brands'),
      ('cart_engine', 'SELECT, UPDATE', 'brand_domains'),
      -- Rollouts of versions, and what their looks saw.
      ('cart_engine', 'SELECT, INSERT', 'rollout_looks'),
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'rollouts'),
      -- Rows of these are locked before they go: that takes the right to change them.
      ('cart_engine', 'SELECT, UPDATE, DELETE', 'idempotency_keys opt_in_requests provider_callbacks webhook_deliveries'),
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'dead_letter_subjects dead_letters signal_outbox topic_relays'),
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'registry_compatibility registry_schemas registry_versions'),
      -- Accounts, which belong to no store, and what a person does before a store is known.
      ('cart_engine', 'SELECT, INSERT, UPDATE', 'memberships users'),
      ('cart_engine', 'SELECT, UPDATE', 'invitations'),
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'account_links attempts challenges oidc_identities passkeys password_resets'),
      ('cart_engine', 'SELECT, INSERT, UPDATE, DELETE', 'refresh_tokens sessions totp_factors'),
      -- What finds a store for a request, by these columns only.
      ('cart_lookup', 'SELECT (id, store_id, key_hash, scopes, revoked_at, maker_id)', 'api_keys'),
      ('cart_lookup', 'SELECT (id, user_id, ended_at, created_at, signed_in_by)', 'sessions'),
      ('cart_lookup', 'SELECT (id, generation, admin, deactivated_at, created_at)', 'users'),
      ('cart_lookup', 'SELECT (user_id, confirmed_at)', 'totp_factors'),
      ('cart_lookup', 'SELECT (user_id)', 'passkeys'),
      ('cart_lookup', 'SELECT (store_id, user_id, role, created_at)', 'memberships'),
      ('cart_lookup', 'SELECT (store_id, token_hash, kind, message_id, cart_id, customer_id, channel, expires_at)', 'links'),
      ('cart_lookup', 'SELECT (store_id, id, platform, secrets, previous_secret_until, api_url)', 'integrations'),
      ('cart_lookup', 'SELECT', 'snippets'),
      ('cart_lookup', 'SELECT (store_id, id, email, token_hash, text_version, status, expires_at)', 'opt_in_requests'),
      ('cart_lookup', 'SELECT (store_id, name, url, locale, second_factor_since, second_factor_grace_days)', 'stores'),
      ('cart_lookup', 'SELECT (store_id, hash, picture)', 'brand_logos'),
      ('cart_lookup', 'SELECT', 'sender_lists')
    ) AS rights (role, privileges, tables)
  LOOP
    FOREACH named IN ARRAY string_to_array(needed.tables, ' ') LOOP
      EXECUTE format('GRANT %s ON %I TO %I', needed.privileges, named, needed.role);
      CONTINUE WHEN NOT EXISTS (SELECT FROM pg_class WHERE oid = named::regclass AND relrowsecurity)
        OR EXISTS (SELECT FROM pg_policies WHERE tablename = named AND policyname = needed.role || '_access');
      EXECUTE format(
        'CREATE POLICY %I ON %I TO %I USING (true) WITH CHECK (true)', needed.role || '_access', named, needed.role
      );
    END LOOP;
  END LOOP;
END $$;
--> statement-breakpoint
-- The look-ups of requests that name no store yet. Each finds one row by what only its holder can name, and returns what
-- the request needs of it; `cart_app` may call them and sees no row of these tables outside of its store.
-- A key that a person made does no more than they may now, and nothing once they have left the store.
CREATE FUNCTION find_api_key(of_hash text)
RETURNS TABLE (key_id uuid, store_id uuid, scopes text[], maker_id uuid, maker_role text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.id, k.store_id, k.scopes, k.maker_id, CASE WHEN u.admin THEN 'admin' ELSE m.role END
  FROM public.api_keys k
  LEFT JOIN public.users u ON u.id = k.maker_id AND u.deactivated_at IS NULL
  LEFT JOIN public.memberships m ON m.user_id = u.id AND m.store_id = k.store_id
  WHERE k.key_hash = of_hash AND k.revoked_at IS NULL AND (k.maker_id IS NULL OR u.admin OR m.role IS NOT NULL)
$$;
--> statement-breakpoint
-- A session that has not ended, whose it is, what they may do where, and who demands a second factor of them: moments are
-- epoch milliseconds, NaN where nothing is demanded.
CREATE FUNCTION find_session(of_id uuid)
RETURNS TABLE (
  user_id uuid, generation integer, admin boolean, store_ids uuid[], roles text[], began_ms float8, account_ms float8,
  two_factors boolean, joined_ms float8[], demanded_ms float8[], grace_days integer[]
)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.id, u.generation, u.admin, own.store_ids, own.roles,
    (extract(epoch FROM s.created_at) * 1000)::float8, (extract(epoch FROM u.created_at) * 1000)::float8,
    s.signed_in_by = 'identity_provider'
      OR EXISTS (SELECT FROM public.totp_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)
      OR EXISTS (SELECT FROM public.passkeys p WHERE p.user_id = u.id),
    own.joined_ms, own.demanded_ms, own.grace_days
  FROM public.sessions s JOIN public.users u ON u.id = s.user_id
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(m.store_id), '{}') AS store_ids, coalesce(array_agg(m.role), '{}') AS roles,
      coalesce(array_agg((extract(epoch FROM m.created_at) * 1000)::float8), '{}') AS joined_ms,
      coalesce(array_agg(coalesce((extract(epoch FROM o.second_factor_since) * 1000)::float8, 'NaN')), '{}') AS demanded_ms,
      coalesce(array_agg(o.second_factor_grace_days), '{}') AS grace_days
    FROM public.memberships m JOIN public.stores o ON o.store_id = m.store_id
    WHERE m.user_id = u.id
  ) own
  WHERE s.id = of_id AND s.ended_at IS NULL AND u.deactivated_at IS NULL
$$;
--> statement-breakpoint
CREATE FUNCTION find_link(of_hash text, of_kind text)
RETURNS TABLE (store_id uuid, message_id uuid, cart_id uuid, customer_id uuid, channel text, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT l.store_id, l.message_id, l.cart_id, l.customer_id, l.channel, l.expires_at
  FROM public.links l WHERE l.token_hash = of_hash AND l.kind = of_kind
$$;
--> statement-breakpoint
CREATE FUNCTION find_integration(of_id uuid)
RETURNS TABLE (store_id uuid, platform text, secrets text, previous_secret_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT i.store_id, i.platform, i.secrets, i.previous_secret_until FROM public.integrations i WHERE i.id = of_id LIMIT 1
$$;
--> statement-breakpoint
CREATE FUNCTION find_snippet(of_key text)
RETURNS TABLE (
  store_id uuid, publishable_key text, enabled boolean, consent_required boolean, honour_signals boolean,
  auto_capture boolean, email_capture boolean, restore_carts boolean, allowed_origins text[], updated_at timestamptz,
  store_url text, store_locale text, integration_urls text[]
)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.store_id, s.publishable_key, s.enabled, s.consent_required, s.honour_signals, s.auto_capture, s.email_capture,
    s.restore_carts, s.allowed_origins, s.updated_at, o.url, o.locale,
    ARRAY(SELECT i.api_url FROM public.integrations i WHERE i.store_id = s.store_id AND i.api_url IS NOT NULL)
  FROM public.snippets s JOIN public.stores o ON o.store_id = s.store_id
  WHERE s.publishable_key = of_key
$$;
--> statement-breakpoint
CREATE FUNCTION find_opt_in(of_hash text)
RETURNS TABLE (
  store_id uuid, id uuid, email text, text_version text, status text, expires_at timestamptz,
  store_name text, store_url text
)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r.store_id, r.id, r.email, r.text_version, r.status, r.expires_at, s.name, s.url
  FROM public.opt_in_requests r JOIN public.stores s ON s.store_id = r.store_id
  WHERE r.token_hash = of_hash LIMIT 1
$$;
--> statement-breakpoint
-- A picture that mails and pages show: its address is known to everybody who got one of them.
CREATE FUNCTION find_brand_logo(of_hash text)
RETURNS TABLE (picture bytea)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp
AS $$
  SELECT l.picture FROM public.brand_logos l WHERE l.hash = of_hash LIMIT 1
$$;
--> statement-breakpoint
-- Providers whose account does not write to an address, whatever store it is for.
CREATE FUNCTION listed_by(of_channel text, of_hash text)
RETURNS TABLE (provider text, cause text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT l.provider, l.cause FROM public.sender_lists l WHERE l.channel = of_channel AND l.address_hash = of_hash
$$;
--> statement-breakpoint
-- An owner of a function may create where it is; for this moment only.
GRANT CREATE ON SCHEMA public TO cart_lookup;
--> statement-breakpoint
DO $$
DECLARE look_up regprocedure;
BEGIN
  FOR look_up IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', look_up);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO cart_app', look_up);
    EXECUTE format('ALTER FUNCTION %s OWNER TO cart_lookup', look_up);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM cart_lookup;
--> statement-breakpoint
-- Rows that change several times in their short life: room beside them, so that a change of what no index holds stays on
-- the page and writes no index.
ALTER TABLE recoveries SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE messages SET (fillfactor = 70);
--> statement-breakpoint
-- Queues the rows of one statement for the topics that the trigger names, in the rights of who writes them. Those called
-- `live.` are what open pages are told of: the commit wakes who tells it, so a page does not wait for somebody's next look.
CREATE FUNCTION queue_for_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  -- What is for every store is in none: open pages are told of it under an id that no store has.
  SELECT told.topic, coalesce(added.store_id, '00000000-0000-0000-0000-000000000000'), added.id
  FROM added CROSS JOIN unnest(TG_ARGV) AS told (topic)
  WHERE added.store_id IS NOT NULL OR told.topic LIKE 'live.%';
  -- The last one named, by custom of the list below.
  IF FOUND AND TG_ARGV[TG_NARGS - 1] LIKE 'live.%' THEN
    PERFORM pg_notify('live_queued', '');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Which topics are told of a table's new rows, and which of changed ones: analytics keeps the newest state of each. Carts
-- are not live: the pipeline tells of those itself. One trigger cannot see the rows of two kinds of statement, and one for
-- all topics costs a statement a call less than one for each.
DO $$
DECLARE told record;
BEGIN
  FOR told IN
    SELECT * FROM (VALUES
      ('abandonments', 'INSERT', 'analytics.abandonments'),
      ('abandonments', 'UPDATE', 'analytics.abandonments'),
      ('campaigns', 'INSERT', 'live.campaigns'),
      ('campaigns', 'UPDATE', 'live.campaigns'),
      ('dead_letters', 'INSERT', 'dlq.failed-events'),
      ('decisions', 'INSERT', 'analytics.decisions live.decisions'),
      ('decisions', 'UPDATE', 'live.decisions'),
      ('drift_checks', 'INSERT', 'live.drift_checks'),
      ('flag_changes', 'INSERT', 'live.flag_changes'),
      ('messages', 'INSERT', 'interventions.commands analytics.messages live.messages'),
      ('messages', 'UPDATE', 'analytics.messages live.messages'),
      ('model_moves', 'INSERT', 'live.model_moves'),
      ('orders', 'INSERT', 'analytics.orders live.orders'),
      ('orders', 'UPDATE', 'analytics.orders live.orders'),
      ('predictions', 'INSERT', 'features.v1 predictions.v1'),
      ('quota_alerts', 'INSERT', 'live.quota_alerts'),
      ('recoveries', 'INSERT', 'analytics.recoveries live.recoveries'),
      ('recoveries', 'UPDATE', 'analytics.recoveries live.recoveries'),
      ('rollout_looks', 'INSERT', 'live.rollout_looks'),
      ('rollouts', 'INSERT', 'live.rollouts'),
      ('rollouts', 'UPDATE', 'live.rollouts'),
      ('training_runs', 'INSERT', 'live.training_runs'),
      ('training_runs', 'UPDATE', 'live.training_runs'),
      ('webhook_deliveries', 'INSERT', 'events.raw')
    ) AS told (of_table, kind, topics)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER %s ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics(%s)',
      CASE told.kind WHEN 'INSERT' THEN 'queue_for_topics' ELSE 'queue_changes_for_topics' END,
      told.kind, told.of_table,
      (SELECT string_agg(quote_literal(topic), ', ') FROM unnest(string_to_array(told.topics, ' ')) AS topic)
    );
  END LOOP;
END $$;
--> statement-breakpoint
-- What analytics keeps with a row of another table is copied with that row again: an abandonment knows whether it was
-- written about, clicked and bought, an order which message came before it.
CREATE FUNCTION queue_facts_of_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  SELECT 'analytics.abandonments', a.store_id, a.id
  FROM added JOIN public.abandonments a ON a.store_id = added.store_id AND a.cart_id = added.cart_id
  UNION
  SELECT 'analytics.orders', o.store_id, o.id
  FROM added JOIN public.orders o ON o.store_id = added.store_id AND o.recovery_id = added.recovery_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER queue_facts AFTER INSERT ON messages
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_facts_of_messages();--> statement-breakpoint
CREATE TRIGGER queue_changed_facts AFTER UPDATE ON messages
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_facts_of_messages();--> statement-breakpoint
CREATE FUNCTION queue_facts_of_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  SELECT DISTINCT 'analytics.abandonments', a.store_id, a.id
  FROM added
  JOIN public.recoveries r ON r.store_id = added.store_id AND r.id = added.recovery_id
  JOIN public.abandonments a ON a.store_id = r.store_id AND a.cart_id = r.cart_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER queue_facts AFTER INSERT ON orders
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_facts_of_orders();--> statement-breakpoint
CREATE TRIGGER queue_changed_facts AFTER UPDATE ON orders
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_facts_of_orders();--> statement-breakpoint
-- A code that was seen to be used says of the orders of its recovery what it took off.
CREATE FUNCTION queue_facts_of_offer_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  SELECT DISTINCT 'analytics.orders', o.store_id, o.id
  FROM added JOIN public.orders o ON o.store_id = added.store_id AND o.recovery_id = added.recovery_id
  WHERE added.state = 'redeemed';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER queue_changed_facts AFTER UPDATE ON offer_codes
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_facts_of_offer_codes();--> statement-breakpoint
-- A link that was used says of its message that it was clicked, or that the customer unsubscribed.
CREATE FUNCTION queue_facts_of_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  SELECT 'analytics.messages', added.store_id, added.message_id FROM added
  UNION
  SELECT 'analytics.abandonments', a.store_id, a.id
  FROM added JOIN public.abandonments a ON a.store_id = added.store_id AND a.cart_id = added.cart_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER queue_changed_facts AFTER UPDATE ON links
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_facts_of_links();
--> statement-breakpoint
-- What endpoints of a store are told of (`domain/outgoing/event-types.ts`), in the rights of who writes the row. Only what
-- becomes true in the statement is told: a row that is written again as it was tells nothing. Most stores have no endpoint,
-- so each function looks for one first.
CREATE FUNCTION moment_text(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
--> statement-breakpoint
CREATE FUNCTION any_endpoint_of(of_stores uuid[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.webhook_endpoints e WHERE e.status = 'active' AND e.store_id = ANY (of_stores));
END $$;
--> statement-breakpoint
-- One event to each endpoint of the store that wants its type, under one id.
CREATE FUNCTION queue_outgoing(of_store uuid, of_type text, of_data jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE of_event uuid := gen_random_uuid();
BEGIN
  INSERT INTO public.endpoint_deliveries (store_id, id, endpoint_id, event_id, type, data)
  SELECT e.store_id, gen_random_uuid(), e.id, of_event, of_type, of_data
  FROM public.webhook_endpoints e
  WHERE e.store_id = of_store AND e.status = 'active' AND of_type = ANY (e.event_types);
  IF FOUND THEN
    PERFORM pg_notify('outgoing_queued', '');
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION queue_outgoing_of_recoveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT public.any_endpoint_of(ARRAY(SELECT added.store_id FROM added)) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM public.queue_outgoing(r.store_id, 'recovery.started', jsonb_build_object(
      'recoveryId', r.id, 'cartId', r.cart_id, 'customerId', r.customer_id, 'campaignId', r.campaign_id,
      'campaignVersion', r.campaign_version, 'abandonedAt', public.moment_text(r.abandoned_at)))
    FROM added r;
  ELSE
    PERFORM public.queue_outgoing(r.store_id, 'recovery.ended', jsonb_build_object(
      'recoveryId', r.id, 'cartId', r.cart_id, 'customerId', r.customer_id, 'campaignId', r.campaign_id,
      'campaignVersion', r.campaign_version, 'outcome', r.outcome, 'reason', r.reason,
      'endedAt', public.moment_text(r.ended_at)))
    FROM added r JOIN before b ON b.store_id = r.store_id AND b.id = r.id
    WHERE r.ended_at IS NOT NULL AND b.ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON recoveries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_recoveries();--> statement-breakpoint
CREATE TRIGGER queue_changed_outgoing AFTER UPDATE ON recoveries
REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_recoveries();
--> statement-breakpoint
-- A message begins as permitted, so what it tells are changes.
CREATE FUNCTION queue_outgoing_of_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT public.any_endpoint_of(ARRAY(SELECT added.store_id FROM added)) THEN
    RETURN NULL;
  END IF;
  PERFORM public.queue_outgoing(m.store_id, told.type, jsonb_build_object(
    'messageId', m.id, 'recoveryId', m.recovery_id, 'cartId', m.cart_id, 'customerId', m.customer_id,
    'ruleId', m.rule_id, 'channel', m.channel, 'provider', m.provider) || told.data)
  FROM added m JOIN before b ON b.store_id = m.store_id AND b.id = m.id
  CROSS JOIN LATERAL (
    SELECT 'message.sent' AS type, jsonb_build_object('sentAt', public.moment_text(m.settled_at)) AS data
    WHERE m.state = 'accepted' AND b.state <> 'accepted'
    UNION ALL
    SELECT 'message.' || kind,
      jsonb_build_object('at', m.delivery_times ->> kind)
      || CASE WHEN kind = 'clicked' THEN jsonb_build_object('seenBy', 'provider') ELSE '{}'::jsonb END
    FROM unnest(ARRAY['delivered', 'bounced', 'complained', 'clicked']) AS kind
    WHERE m.delivery_times ? kind AND NOT b.delivery_times ? kind
  ) told;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_changed_outgoing AFTER UPDATE ON messages
REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_messages();
--> statement-breakpoint
-- That nothing was sent is a decision: there may be no message at all.
CREATE FUNCTION queue_outgoing_of_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM added WHERE added.kind = 'not_sent') OR NOT public.any_endpoint_of(
    ARRAY(SELECT added.store_id FROM added)
  ) THEN
    RETURN NULL;
  END IF;
  PERFORM public.queue_outgoing(d.store_id, 'message.not_sent', jsonb_build_object(
    'decisionId', d.id, 'messageId', d.detail ->> 'messageId', 'recoveryId', d.recovery_id, 'cartId', d.cart_id,
    'customerId', r.customer_id, 'ruleId', d.rule_id, 'channel', d.channel, 'reason', d.reason,
    'at', public.moment_text(d.at)))
  FROM added d LEFT JOIN public.recoveries r ON r.store_id = d.store_id AND r.id = d.recovery_id
  WHERE d.kind = 'not_sent';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON decisions
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_decisions();
--> statement-breakpoint
-- A message was clicked when its link into the cart was used for the first time.
CREATE FUNCTION queue_outgoing_of_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing(m.store_id, 'message.clicked', jsonb_build_object(
    'messageId', m.id, 'recoveryId', m.recovery_id, 'cartId', m.cart_id, 'customerId', m.customer_id,
    'ruleId', m.rule_id, 'channel', m.channel, 'provider', m.provider,
    'at', public.moment_text(l.redeemed_at), 'seenBy', 'link'))
  FROM added l JOIN before b ON b.store_id = l.store_id AND b.token_hash = l.token_hash
  JOIN public.messages m ON m.store_id = l.store_id AND m.id = l.message_id
  WHERE l.kind = 'restore' AND l.redeemed_at IS NOT NULL AND b.redeemed_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_changed_outgoing AFTER UPDATE ON links
REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_links();
--> statement-breakpoint
-- An answer is told by its ids and its class; its words only where the store said so.
CREATE FUNCTION queue_outgoing_of_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing(r.store_id, 'reply.received', jsonb_build_object(
    'replyId', r.id, 'channel', r.channel, 'class', r.class, 'messageId', r.message_id, 'recoveryId', r.recovery_id,
    'cartId', r.cart_id, 'customerId', r.customer_id, 'at', public.moment_text(r.received_at))
    || CASE WHEN s.reply_text_in_webhooks THEN jsonb_build_object('subject', r.subject, 'text', r.text)
       ELSE jsonb_build_object('subject', NULL, 'text', NULL) END)
  FROM added r JOIN public.stores s ON s.store_id = r.store_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON replies
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_replies();
--> statement-breakpoint
-- An order that was bought after a message of ours, told once: one that is called off and bought again is not told again.
CREATE FUNCTION queue_outgoing_of_orders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE news uuid[];
BEGIN
  IF NOT public.any_endpoint_of(ARRAY(SELECT added.store_id FROM added)) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    news := ARRAY(SELECT added.id FROM added);
  ELSE
    news := ARRAY(
      SELECT b.id FROM before b
      WHERE b.touch_message_id IS NULL OR b.recovery_id IS NULL OR b.placed_at IS NULL
    );
  END IF;
  PERFORM public.queue_outgoing(o.store_id, 'order.recovered', jsonb_build_object(
    'orderId', o.id, 'externalOrderId', o.external_id, 'recoveryId', o.recovery_id, 'messageId', o.touch_message_id,
    'cartId', o.cart_id, 'customerId', o.customer_id, 'totalMinor', o.total_minor, 'currency', o.currency,
    'placedAt', public.moment_text(o.placed_at)))
  FROM added o
  WHERE o.id = ANY (news) AND o.status = 'placed' AND o.placed_at IS NOT NULL
    AND o.touch_message_id IS NOT NULL AND o.recovery_id IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON orders
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_orders();--> statement-breakpoint
CREATE TRIGGER queue_changed_outgoing AFTER UPDATE ON orders
REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_orders();
--> statement-breakpoint
-- What is told of a model: to its store, and of the platform's models to every store that asked for it.
CREATE FUNCTION queue_outgoing_of_model(of_store uuid, of_type text, of_data jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing(told.store_id, of_type, of_data || jsonb_build_object(
    'scope', CASE WHEN of_store IS NULL THEN 'platform' ELSE 'store' END))
  FROM (
    SELECT DISTINCT e.store_id FROM public.webhook_endpoints e
    WHERE e.status = 'active' AND of_type = ANY (e.event_types) AND (of_store IS NULL OR e.store_id = of_store)
  ) told;
END $$;
--> statement-breakpoint
CREATE FUNCTION model_version_name(of_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT v.version FROM public.model_versions v WHERE v.id = of_id
$$;
--> statement-breakpoint
-- A move names what answers now, and what answered or was scored before.
CREATE FUNCTION queue_outgoing_of_model_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing_of_model(m.store_id, 'model.' || m.what, jsonb_build_object(
    'moveId', m.id, 'model', m.model, 'at', public.moment_text(m.at))
    || CASE m.what
      WHEN 'promoted' THEN jsonb_build_object(
        'versionId', m.version_id, 'version', public.model_version_name(m.version_id),
        'previousVersionId', m.previous_version_id, 'previousVersion', public.model_version_name(m.previous_version_id))
      ELSE jsonb_build_object(
        'versionId', m.previous_version_id, 'version', public.model_version_name(m.previous_version_id),
        'answeringVersionId', m.version_id, 'answeringVersion', public.model_version_name(m.version_id))
      END)
  FROM added m WHERE m.what IN ('promoted', 'rolled_back');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON model_moves
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_model_moves();
--> statement-breakpoint
-- An alarm is told when it begins, not on each day that it lasts.
CREATE FUNCTION queue_outgoing_of_drift_checks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing_of_model(d.store_id, 'model.drifted', jsonb_build_object(
    'checkId', d.id, 'model', d.model, 'versionId', d.model_version_id, 'version', d.version,
    'fromDay', d.from_day, 'toDay', d.to_day,
    'alarms', (
      SELECT coalesce(jsonb_agg(DISTINCT alarm ->> 'kind'), '[]') FROM jsonb_array_elements(d.report -> 'alarms') AS alarm
    ),
    'cause', d.report -> 'cause' ->> 'kind', 'trainingRunId', d.training_run_id,
    'at', public.moment_text(d.checked_at)))
  FROM added d WHERE d.state = 'alarmed' AND d.alarmed_since = d.checked_at;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON drift_checks
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_drift_checks();
--> statement-breakpoint
-- A run that was to bring a model and brought none; who ended it by hand knows.
CREATE FUNCTION queue_outgoing_of_training_runs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing_of_model(r.store_id, 'model.training_failed', jsonb_build_object(
    'trainingRunId', r.id, 'model', r.model, 'state', r.state, 'reason', r.end_reason,
    'at', public.moment_text(r.ended_at)))
  FROM added r JOIN before b ON b.id = r.id
  WHERE r.state IN ('refused', 'failed') AND r.ended_at IS NOT NULL AND b.ended_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_changed_outgoing AFTER UPDATE ON training_runs
REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_training_runs();
--> statement-breakpoint
-- A row is written once for a month, a meter and what there is to tell.
CREATE FUNCTION queue_outgoing_of_quota_alerts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.queue_outgoing(a.store_id, 'quota.' || a.state, jsonb_build_object(
    'alertId', a.id, 'meter', a.meter, 'period', a.period, 'used', a.used, 'included', a.included,
    'at', public.moment_text(a.at)))
  FROM added a;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_outgoing AFTER INSERT ON quota_alerts
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_outgoing_of_quota_alerts();
--> statement-breakpoint
-- On what a message to a person on a channel may rest, as `domain/compliance/contact-basis.ts` says it: their consent, or by
-- e-mail an order from since the store offers to object. Null: on nothing. Every way to a message asks here.
CREATE FUNCTION contact_basis(of_store uuid, of_customer uuid, on_channel text)
RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN said.status IN ('denied', 'unasked') THEN NULL
    WHEN said.status = 'granted' AND (
      on_channel <> 'email' OR person.country IS NULL OR person.country <> ALL (store.double_opt_in_countries) OR EXISTS (
        SELECT FROM consent_log proof
        WHERE proof.store_id = of_store AND proof.customer_id = of_customer AND proof.channel = on_channel
          AND proof.status = 'granted' AND proof.provenance = 'confirmation'
          AND proof.at > coalesce(greatest(said.refused_at, said.record_refused_at), '-infinity')
      )
    ) THEN 'consent'
    WHEN on_channel = 'email' AND store.soft_opt_in -> 'countries' ? person.country AND EXISTS (
      SELECT FROM orders bought
      WHERE bought.store_id = of_store AND bought.customer_id = of_customer AND bought.status = 'placed'
        AND bought.placed_at >= (store.soft_opt_in ->> 'objectionOfferedSince')::date::timestamp AT TIME ZONE 'UTC'
    ) THEN 'soft_opt_in'
  END
  FROM stores store
  LEFT JOIN customers person ON person.store_id = of_store AND person.id = of_customer
  LEFT JOIN consents said
    ON said.store_id = of_store AND said.customer_id = of_customer AND said.channel = on_channel
  WHERE store.store_id = of_store
$$;
--> statement-breakpoint
-- On which channels a person has an address, on what a message there may rest, and the newest address that may
-- be used: null when the person's own wish is against every address of the channel, or each of them bounced. The one
-- rule for the sweep, the workflow's snapshot and the claim.
CREATE FUNCTION customer_reach(of_store uuid, of_customer uuid)
RETURNS TABLE (channel text, basis text, address text)
LANGUAGE sql STABLE
AS $$
  WITH held AS (
    SELECT CASE named.kind WHEN 'phone' THEN 'sms' ELSE named.kind END AS channel, named.value, named.newest,
      named.address_hash AS hash
    FROM (
      SELECT kind, value, address_hash, row_number() OVER (PARTITION BY kind ORDER BY created_at DESC, value DESC) AS newest
      FROM identities
      WHERE store_id = of_store AND customer_id = of_customer AND kind IN ('email', 'phone', 'push')
    ) named
    -- Of somebody with more addresses on one channel the oldest are forgotten.
    WHERE named.newest <= 100
  ), numbers AS (
    SELECT address_hash AS hash
    FROM identities
    WHERE store_id = of_store AND customer_id = of_customer AND kind = 'customer'
    ORDER BY created_at DESC, value DESC
    LIMIT 100
  ), suppressed AS (
    SELECT suppressions.channel, suppressions.address_hash, suppressions.cause
    FROM suppressions
    WHERE store_id = of_store AND address_hash IN (SELECT hash FROM held UNION ALL SELECT hash FROM numbers)
  )
  SELECT held.channel,
    contact_basis(of_store, of_customer, held.channel),
    CASE
      -- A wish holds for every address of the channel; a bounce only for the address that bounced.
      WHEN EXISTS (
        SELECT FROM suppressed
        WHERE suppressed.channel = held.channel
          AND suppressed.cause IN ('unsubscribe', 'complaint', 'operator', 'privacy_request')
      ) THEN NULL
      ELSE (array_agg(held.value ORDER BY held.newest) FILTER (
        WHERE NOT EXISTS (
          SELECT FROM suppressed WHERE suppressed.channel = held.channel AND suppressed.address_hash = held.hash
        )
      ))[1]
    END
  FROM held
  GROUP BY held.channel
$$;
--> statement-breakpoint
-- The newest orders that may speak for a cart: its own, of its person under any address (`of_customers`: the person and whom
-- they were before), and from a device that the cart or the person was seen on. Cancelled orders do not count.
CREATE FUNCTION customer_orders(of_store uuid, of_cart uuid, of_customers uuid[])
RETURNS TABLE (status text, own boolean, arrived_at timestamptz)
LANGUAGE sql STABLE
AS $$
  WITH devices AS (
    SELECT anonymous_id AS id FROM carts WHERE store_id = of_store AND id = of_cart AND anonymous_id IS NOT NULL
    UNION
    SELECT value FROM identities
    WHERE store_id = of_store AND kind = 'anonymous' AND customer_id = ANY (of_customers)
  ), found AS (
    SELECT o.cart_id, o.arrived_at, o.status FROM orders o WHERE o.store_id = of_store AND o.cart_id = of_cart
    UNION ALL
    SELECT o.cart_id, o.arrived_at, o.status FROM orders o WHERE o.store_id = of_store AND o.customer_id = ANY (of_customers)
    UNION ALL
    SELECT o.cart_id, o.arrived_at, o.status
    FROM orders o JOIN devices ON o.anonymous_id = devices.id
    WHERE o.store_id = of_store
  )
  SELECT found.status, coalesce(found.cart_id = of_cart, false), max(found.arrived_at)
  FROM found
  WHERE found.status IN ('placed', 'pending') AND found.arrived_at IS NOT NULL
  GROUP BY 1, 2
$$;

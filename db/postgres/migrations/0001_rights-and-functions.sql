-- What the schema files cannot express: forced isolation, the rights of the two roles, functions and triggers.
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
GRANT USAGE ON SCHEMA public TO cart_app, cart_engine;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cart_app, cart_engine;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO cart_app, cart_engine;
--> statement-breakpoint
-- Offsets, relays and the schema registry belong to the installation: what acts in a store neither reads nor changes them.
REVOKE ALL ON log_positions, topic_relays, registry_schemas, registry_versions, registry_compatibility FROM cart_app;
--> statement-breakpoint
-- What happened stays: audit rows are added and read, never changed.
REVOKE UPDATE, DELETE ON audit_log FROM cart_app, cart_engine;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cart_app, cart_engine;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO cart_app, cart_engine;
--> statement-breakpoint
-- Queues the rows of one statement for the topics that the trigger names, in the rights of who writes them.
CREATE FUNCTION queue_for_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  SELECT told.topic, added.store_id, added.id FROM added CROSS JOIN unnest(TG_ARGV) AS told (topic);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON webhook_deliveries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('events.raw');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON predictions
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('features.v1', 'predictions.v1');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON messages
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('interventions.commands', 'analytics.messages');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON dead_letters
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('dlq.failed-events');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON decisions
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('analytics.decisions');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON orders
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('analytics.orders');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON recoveries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('analytics.recoveries');--> statement-breakpoint
-- What changes is queued again: analytics keeps the newest state of each. One trigger cannot see the rows of two kinds of statement.
CREATE TRIGGER queue_changes_for_topics AFTER UPDATE ON messages
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('analytics.messages');--> statement-breakpoint
CREATE TRIGGER queue_changes_for_topics AFTER UPDATE ON orders
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('analytics.orders');--> statement-breakpoint
CREATE TRIGGER queue_changes_for_topics AFTER UPDATE ON recoveries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('analytics.recoveries');
--> statement-breakpoint
-- On which channels a person has an address, whether they agreed to be written to there, and the newest address that may
-- be used: null when the person's own wish is against every address of the channel, or each of them bounced. The one
-- rule for the sweep, the workflow's snapshot and the claim.
CREATE FUNCTION person_reach(of_store uuid, of_customer uuid)
RETURNS TABLE (channel text, granted boolean, address text)
LANGUAGE sql STABLE
AS $$
  WITH held AS (
    SELECT CASE named.kind WHEN 'phone' THEN 'sms' ELSE named.kind END AS channel, named.value, named.newest,
      encode(sha256(convert_to(named.value, 'UTF8')), 'hex') AS hash
    FROM (
      SELECT kind, value, row_number() OVER (PARTITION BY kind ORDER BY created_at DESC, value DESC) AS newest
      FROM identities
      WHERE store_id = of_store AND customer_id = of_customer AND kind IN ('email', 'phone', 'push')
    ) named
    -- Of somebody with more addresses on one channel the oldest are forgotten.
    WHERE named.newest <= 100
  ), numbers AS (
    SELECT encode(sha256(convert_to('customer:' || value, 'UTF8')), 'hex') AS hash
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
    EXISTS (
      SELECT FROM consents
      WHERE consents.store_id = of_store AND consents.customer_id = of_customer
        AND consents.channel = held.channel AND consents.status = 'granted'
    ),
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
CREATE FUNCTION person_orders(of_store uuid, of_cart uuid, of_customers uuid[])
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

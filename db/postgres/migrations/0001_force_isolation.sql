-- The owner skips policies unless they are forced, and the two doors need grants: neither is expressible in the schema files.
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
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cart_engine;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cart_app;
--> statement-breakpoint
REVOKE ALL ON log_positions FROM cart_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO cart_app, cart_engine;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cart_app, cart_engine;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO cart_app, cart_engine;

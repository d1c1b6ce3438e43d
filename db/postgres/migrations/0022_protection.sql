CREATE TABLE "cart_quarantines" (
	"store_id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"state" text NOT NULL,
	"score" double precision,
	"reasons" jsonb NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cart_quarantines_store_id_cart_id_pk" PRIMARY KEY("store_id","cart_id")
);
--> statement-breakpoint
ALTER TABLE "cart_quarantines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_flows" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"last_event_at" timestamp (3) with time zone NOT NULL,
	"expected_events" double precision NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event_flows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "store_isolation" ON "cart_quarantines" AS PERMISSIVE FOR ALL TO "cart_app" USING ("cart_quarantines"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("cart_quarantines"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "cart_quarantines" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "event_flows" AS PERMISSIVE FOR ALL TO "cart_app" USING ("event_flows"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("event_flows"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "event_flows" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
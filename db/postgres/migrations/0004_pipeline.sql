CREATE TABLE "dead_letters" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"consumer" text NOT NULL,
	"position" text NOT NULL,
	"event_id" text NOT NULL,
	"event" jsonb NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dead_letters_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "dead_letters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "profile_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "exported" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "dead_letters_newest" ON "dead_letters" USING btree ("store_id","at");--> statement-breakpoint
CREATE INDEX "consent_log_by_customer" ON "consent_log" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "decisions_to_export" ON "decisions" USING btree ("at") WHERE not exported;--> statement-breakpoint
CREATE INDEX "recoveries_by_customer" ON "recoveries" USING btree ("store_id","customer_id","ended_at");--> statement-breakpoint
CREATE POLICY "store_isolation" ON "dead_letters" AS PERMISSIVE FOR ALL TO "cart_app" USING ("dead_letters"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("dead_letters"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "dead_letters" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
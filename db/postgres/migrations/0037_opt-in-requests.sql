CREATE TABLE "opt_in_requests" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"address_hash" text NOT NULL,
	"token_hash" text,
	"text_version" text,
	"status" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "opt_in_requests_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "opt_in_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "opt_in_requests_by_token" ON "opt_in_requests" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "opt_in_requests_by_address" ON "opt_in_requests" USING btree ("store_id","address_hash","requested_at");--> statement-breakpoint
CREATE INDEX "opt_in_requests_by_time" ON "opt_in_requests" USING btree ("store_id","requested_at");--> statement-breakpoint
CREATE INDEX "opt_in_requests_due" ON "opt_in_requests" USING btree ("due_at") WHERE status in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "opt_in_requests_old" ON "opt_in_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE POLICY "store_isolation" ON "opt_in_requests" AS PERMISSIVE FOR ALL TO "cart_app" USING ("opt_in_requests"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("opt_in_requests"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "opt_in_requests" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Forced isolation cannot be said in the schema files.
ALTER TABLE opt_in_requests FORCE ROW LEVEL SECURITY;

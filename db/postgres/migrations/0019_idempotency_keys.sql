CREATE TABLE "idempotency_keys" (
	"store_id" uuid NOT NULL,
	"id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text DEFAULT 'started' NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "idempotency_keys_oldest" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "store_isolation" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "cart_app" USING ("idempotency_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("idempotency_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
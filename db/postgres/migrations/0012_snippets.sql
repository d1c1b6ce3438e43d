CREATE TABLE "snippets" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"publishable_key" text DEFAULT 'pk_' || replace(gen_random_uuid()::text, '-', '') NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"consent_required" boolean DEFAULT true NOT NULL,
	"honour_signals" boolean DEFAULT true NOT NULL,
	"auto_capture" boolean DEFAULT true NOT NULL,
	"email_capture" boolean DEFAULT false NOT NULL,
	"restore_carts" boolean DEFAULT true NOT NULL,
	"allowed_origins" text[] DEFAULT '{}'::text[] NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "snippets_publishable_key_unique" UNIQUE("publishable_key")
);
--> statement-breakpoint
ALTER TABLE "snippets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "store_isolation" ON "snippets" AS PERMISSIVE FOR ALL TO "cart_app" USING ("snippets"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("snippets"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "snippets" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
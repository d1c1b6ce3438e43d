CREATE TABLE "cart_aliases" (
	"store_id" uuid NOT NULL,
	"alias" text NOT NULL,
	"cart_id" text NOT NULL,
	CONSTRAINT "cart_aliases_store_id_alias_pk" PRIMARY KEY("store_id","alias")
);
--> statement-breakpoint
ALTER TABLE "cart_aliases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cart_aliases" ADD CONSTRAINT "cart_aliases_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "store_isolation" ON "cart_aliases" AS PERMISSIVE FOR ALL TO "cart_app" USING ("cart_aliases"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("cart_aliases"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "cart_aliases" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Forced isolation cannot be said in the schema files.
ALTER TABLE "cart_aliases" FORCE ROW LEVEL SECURITY;

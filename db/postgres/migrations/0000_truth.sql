CREATE TABLE "campaign_versions" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_versions_store_id_campaign_id_version_pk" PRIMARY KEY("store_id","campaign_id","version")
);
--> statement-breakpoint
ALTER TABLE "campaign_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"activated_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "carts" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"customer_id" uuid,
	"anonymous_id" text,
	"status" text NOT NULL,
	"stage" text NOT NULL,
	"lines" jsonb NOT NULL,
	"currency" text,
	"value_minor" bigint,
	"restore_url" text,
	"fold" jsonb NOT NULL,
	"version" integer NOT NULL,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"purchased_at" timestamp (3) with time zone,
	"abandon_at" timestamp (3) with time zone,
	"abandoned_at" timestamp (3) with time zone,
	"active_recovery_id" uuid,
	"recoveries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carts_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "carts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consent_log" (
	"store_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"source" text NOT NULL,
	"text_version" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_log_store_id_event_id_channel_pk" PRIMARY KEY("store_id","event_id","channel")
);
--> statement-breakpoint
ALTER TABLE "consent_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consents" (
	"store_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"event_id" text NOT NULL,
	CONSTRAINT "consents_store_id_customer_id_channel_pk" PRIMARY KEY("store_id","customer_id","channel")
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer_merges" (
	"store_id" uuid NOT NULL,
	"from_customer_id" uuid NOT NULL,
	"into_customer_id" uuid NOT NULL,
	"cause_event_id" text NOT NULL,
	"moved_identity_kinds" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_merges_store_id_from_customer_id_pk" PRIMARY KEY("store_id","from_customer_id")
);
--> statement-breakpoint
ALTER TABLE "customer_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customers" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text,
	"first_name" text,
	"locale" text,
	"country" text,
	"time_zone" text,
	"merged_into" uuid,
	"last_order_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identities" (
	"store_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_store_id_kind_value_pk" PRIMARY KEY("store_id","kind","value")
);
--> statement-breakpoint
ALTER TABLE "identities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"store_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"address_hash" text NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_store_id_channel_address_hash_pk" PRIMARY KEY("store_id","channel","address_hash")
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "links" (
	"store_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"kind" text NOT NULL,
	"message_id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"redeemed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "links_store_id_token_hash_pk" PRIMARY KEY("store_id","token_hash"),
	CONSTRAINT "links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"recovery_id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"provider" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"cart_version" integer NOT NULL,
	"provider_message_id" text,
	"reason" text,
	"error_code" text,
	"claimed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "messages_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "messages_once" UNIQUE("store_id","recovery_id","rule_id","channel")
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"store_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_messages_store_id_message_id_pk" PRIMARY KEY("store_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "outbox_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orders" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"customer_id" uuid,
	"anonymous_id" text,
	"cart_id" uuid,
	"lines" jsonb,
	"total_minor" bigint,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text,
	"placed_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"refunded_at" timestamp (3) with time zone,
	"recovery_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "log_positions" (
	"id" text PRIMARY KEY NOT NULL,
	"position" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"store_id" uuid NOT NULL,
	"recovery_id" uuid NOT NULL,
	"workflow_id" text NOT NULL,
	"signal" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "decisions" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cart_id" uuid NOT NULL,
	"recovery_id" uuid,
	"rule_id" text,
	"channel" text,
	"reason" text,
	"detail" jsonb,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decisions_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recoveries" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"campaign_version" integer NOT NULL,
	"n" integer NOT NULL,
	"workflow_id" text NOT NULL,
	"stage" text NOT NULL,
	"outcome" text,
	"reason" text,
	"probability" double precision,
	"model_version" text,
	"waits_for" text,
	"waits_until" timestamp (3) with time zone,
	"abandoned_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "recoveries_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "recoveries_workflow_id_unique" UNIQUE("workflow_id")
);
--> statement-breakpoint
ALTER TABLE "recoveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stores" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"url" text,
	"sender_name" text,
	"time_scale" double precision DEFAULT 1 NOT NULL,
	"cart_idle_ms" integer DEFAULT 3600000 NOT NULL,
	"checkout_idle_ms" integer DEFAULT 1800000 NOT NULL,
	"browse_idle_ms" integer,
	"cool_down_ms" integer DEFAULT 86400000 NOT NULL,
	"cap_messages" integer DEFAULT 4 NOT NULL,
	"cap_period_ms" integer DEFAULT 604800000 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "carts_due" ON "carts" USING btree ("abandon_at") WHERE abandon_at is not null;--> statement-breakpoint
CREATE INDEX "carts_by_customer" ON "carts" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "carts_by_anonymous" ON "carts" USING btree ("store_id","anonymous_id");--> statement-breakpoint
CREATE INDEX "carts_newest" ON "carts" USING btree ("store_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "identities_by_customer" ON "identities" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "links_by_message" ON "links" USING btree ("store_id","message_id");--> statement-breakpoint
CREATE INDEX "messages_by_customer" ON "messages" USING btree ("store_id","customer_id","channel","claimed_at");--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("store_id","claimed_at","id");--> statement-breakpoint
CREATE INDEX "outbox_messages_newest" ON "outbox_messages" USING btree ("created_at","message_id");--> statement-breakpoint
CREATE INDEX "orders_by_customer" ON "orders" USING btree ("store_id","customer_id","placed_at");--> statement-breakpoint
CREATE INDEX "orders_by_anonymous" ON "orders" USING btree ("store_id","anonymous_id","placed_at");--> statement-breakpoint
CREATE INDEX "orders_by_cart" ON "orders" USING btree ("store_id","cart_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "decisions_by_cart" ON "decisions" USING btree ("store_id","cart_id","at");--> statement-breakpoint
CREATE INDEX "decisions_by_recovery" ON "decisions" USING btree ("store_id","recovery_id");--> statement-breakpoint
CREATE INDEX "decisions_by_reason" ON "decisions" USING btree ("store_id","reason","at");--> statement-breakpoint
CREATE UNIQUE INDEX "recoveries_one_active" ON "recoveries" USING btree ("store_id","customer_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "recoveries_to_start" ON "recoveries" USING btree ("created_at") WHERE stage = 'starting';--> statement-breakpoint
CREATE INDEX "recoveries_by_cart" ON "recoveries" USING btree ("store_id","cart_id");--> statement-breakpoint
CREATE INDEX "recoveries_newest" ON "recoveries" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE POLICY "store_isolation" ON "campaign_versions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("campaign_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("campaign_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "campaign_versions" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "campaigns" AS PERMISSIVE FOR ALL TO "cart_app" USING ("campaigns"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("campaigns"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "campaigns" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "carts" AS PERMISSIVE FOR ALL TO "cart_app" USING ("carts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("carts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "carts" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "consent_log" AS PERMISSIVE FOR ALL TO "cart_app" USING ("consent_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("consent_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "consent_log" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "consents" AS PERMISSIVE FOR ALL TO "cart_app" USING ("consents"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("consents"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "consents" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "customer_merges" AS PERMISSIVE FOR ALL TO "cart_app" USING ("customer_merges"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("customer_merges"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "customer_merges" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "customers" AS PERMISSIVE FOR ALL TO "cart_app" USING ("customers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("customers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "customers" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "identities" AS PERMISSIVE FOR ALL TO "cart_app" USING ("identities"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("identities"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "identities" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "suppressions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("suppressions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("suppressions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "suppressions" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "links" AS PERMISSIVE FOR ALL TO "cart_app" USING ("links"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("links"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "links" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "messages" AS PERMISSIVE FOR ALL TO "cart_app" USING ("messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "messages" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "outbox_messages" AS PERMISSIVE FOR ALL TO "cart_app" USING ("outbox_messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("outbox_messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "outbox_messages" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "orders" AS PERMISSIVE FOR ALL TO "cart_app" USING ("orders"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("orders"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "orders" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "outbox" AS PERMISSIVE FOR ALL TO "cart_app" USING ("outbox"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("outbox"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "outbox" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "decisions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("decisions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("decisions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "decisions" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "recoveries" AS PERMISSIVE FOR ALL TO "cart_app" USING ("recoveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("recoveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "recoveries" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "api_keys" AS PERMISSIVE FOR ALL TO "cart_app" USING ("api_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("api_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "api_keys" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "stores" AS PERMISSIVE FOR ALL TO "cart_app" USING ("stores"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("stores"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "stores" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
CREATE TABLE "repair_log" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"fingerprint" text NOT NULL,
	"letter_id" uuid,
	"rule_id" uuid,
	"letters" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "repair_log_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "repair_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "repair_rules" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"version" integer NOT NULL,
	"source" text NOT NULL,
	"event_type" text,
	"steps" jsonb NOT NULL,
	"confidence_ppm" integer NOT NULL,
	"lossless" boolean NOT NULL,
	"guarded" text[] NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"approvals" integer DEFAULT 1 NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"replay_until" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "repair_rules_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "repair_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dead_letters" ALTER COLUMN "consumer" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ALTER COLUMN "position" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ALTER COLUMN "event_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "source" text DEFAULT 'pipeline' NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "kind" text DEFAULT 'event' NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "event_type" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "size_bytes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "content_hash" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "times" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "path" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "message" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "fingerprint" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "last_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "state" text DEFAULT 'new' NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "looked_with" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "steps" jsonb;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "confidence_ppm" integer;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "lossless" boolean;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "guarded" text[];--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "rule_id" uuid;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "taken_in_as" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "settled_by" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "approved" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "published" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "repair_log_of_cluster" ON "repair_log" USING btree ("store_id","fingerprint","at");--> statement-breakpoint
CREATE UNIQUE INDEX "repair_rules_version" ON "repair_rules" USING btree ("store_id","fingerprint","version");--> statement-breakpoint
CREATE UNIQUE INDEX "repair_rules_active" ON "repair_rules" USING btree ("store_id","fingerprint") WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "dead_letters_same" ON "dead_letters" USING btree ("store_id","content_hash");--> statement-breakpoint
CREATE INDEX "dead_letters_of_cluster" ON "dead_letters" USING btree ("store_id","fingerprint","state","at");--> statement-breakpoint
CREATE INDEX "dead_letters_to_look_at" ON "dead_letters" USING btree ("looked_with","at") WHERE state in ('new', 'proposed');--> statement-breakpoint
CREATE INDEX "dead_letters_to_publish" ON "dead_letters" USING btree ("at") WHERE not published;--> statement-breakpoint
CREATE POLICY "store_isolation" ON "repair_log" AS PERMISSIVE FOR ALL TO "cart_app" USING ("repair_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("repair_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "repair_log" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "repair_rules" AS PERMISSIVE FOR ALL TO "cart_app" USING ("repair_rules"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("repair_rules"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "repair_rules" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);
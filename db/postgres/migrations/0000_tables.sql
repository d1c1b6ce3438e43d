CREATE TABLE "abandonments" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"abandoned_at" timestamp (3) with time zone NOT NULL,
	"value_minor" bigint,
	"currency" text,
	"products" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"stage" text NOT NULL,
	"reach" text NOT NULL,
	"reason" text,
	"judged_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "abandonments_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "abandonments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "account_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attempts_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "challenges" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"content" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"inviter_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"store_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_store_id_user_id_pk" PRIMARY KEY("store_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "oidc_identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"rp_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "passkeys_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text,
	"user_id" uuid,
	"generation" integer,
	"token_hash" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "password_resets_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	"successor_hash" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"agent" text NOT NULL,
	"signed_in_by" text DEFAULT 'password' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "totp_factors" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"password_hash" text,
	"generation" integer DEFAULT 1 NOT NULL,
	"admin" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deactivated_at" timestamp (3) with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "address_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"change" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "backup_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "brand_domains" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain" text NOT NULL,
	"use" text NOT NULL,
	"challenge" text NOT NULL,
	"state" text NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"found" text,
	"checked_at" timestamp (3) with time zone,
	"next_check_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"rests_until" timestamp (3) with time zone,
	CONSTRAINT "brand_domains_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "brand_domains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "brand_logos" (
	"store_id" uuid,
	"theme" text NOT NULL,
	"hash" text NOT NULL,
	"picture" "bytea" NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "brand_logos_scope" UNIQUE NULLS NOT DISTINCT("store_id","theme","hash")
);
--> statement-breakpoint
ALTER TABLE "brand_logos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "brands" (
	"store_id" uuid,
	"name" text,
	"primary_colour" text,
	"background_colour" text,
	"text_colour" text,
	"link_colour" text,
	"support_email" text,
	"support_url" text,
	"made_with" boolean,
	"logo_light" text,
	"logo_dark" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "brands_scope" UNIQUE NULLS NOT DISTINCT("store_id")
);
--> statement-breakpoint
ALTER TABLE "brands" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_exposures" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"arm" text NOT NULL,
	"recovery_id" uuid NOT NULL,
	"percent" integer NOT NULL,
	"exposed_at" timestamp (3) with time zone NOT NULL,
	"crossed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "campaign_exposures_store_id_campaign_id_customer_id_pk" PRIMARY KEY("store_id","campaign_id","customer_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_exposures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_drafts" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"flow" jsonb,
	"base_version" integer NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_drafts_store_id_campaign_id_pk" PRIMARY KEY("store_id","campaign_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_versions" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"flow" jsonb,
	"listens_for" text[] DEFAULT '{}' NOT NULL,
	"actor_kind" text DEFAULT 'system' NOT NULL,
	"actor_id" text,
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
	"revision" integer DEFAULT 1 NOT NULL,
	"holdout_percent" integer DEFAULT 0 NOT NULL,
	"holdout_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cart_aliases" (
	"store_id" uuid NOT NULL,
	"alias" text NOT NULL,
	"cart_id" text NOT NULL,
	CONSTRAINT "cart_aliases_store_id_alias_pk" PRIMARY KEY("store_id","alias")
);
--> statement-breakpoint
ALTER TABLE "cart_aliases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "carts" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"customer_id" uuid,
	"anonymous_id" text,
	"status" text NOT NULL,
	"stage" text NOT NULL,
	"lines" jsonb NOT NULL,
	"lines_omitted" integer DEFAULT 0 NOT NULL,
	"currency" text,
	"value_minor" bigint,
	"restore_url" text,
	"fold" json NOT NULL,
	"version" integer NOT NULL,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"purchased_at" timestamp (3) with time zone,
	"abandon_at" timestamp (3) with time zone,
	"abandoned_at" timestamp (3) with time zone,
	"traceparent" text,
	"unreachable" text,
	"active_recovery_id" uuid,
	"recoveries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carts_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "carts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "catalog_settings" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"source" text DEFAULT 'off' NOT NULL,
	"sold_out" text DEFAULT 'drop' NOT NULL,
	"url" text,
	"secret" text,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "catalog_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "channel_pauses" (
	"store_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"measure" text NOT NULL,
	"messages" integer NOT NULL,
	"counted" integer NOT NULL,
	"paused_at" timestamp (3) with time zone NOT NULL,
	"resumed_at" timestamp (3) with time zone,
	CONSTRAINT "channel_pauses_store_id_channel_pk" PRIMARY KEY("store_id","channel")
);
--> statement-breakpoint
ALTER TABLE "channel_pauses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "domain_pauses" (
	"domain" text PRIMARY KEY NOT NULL,
	"measure" text NOT NULL,
	"messages" integer NOT NULL,
	"counted" integer NOT NULL,
	"paused_at" timestamp (3) with time zone NOT NULL,
	"resumed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "consent_log" (
	"store_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"basis" text DEFAULT 'act' NOT NULL,
	"provenance" text NOT NULL,
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
	"provenance" text DEFAULT 'shop' NOT NULL,
	"granted_at" timestamp (3) with time zone,
	"refused_at" timestamp (3) with time zone,
	"record_granted_at" timestamp (3) with time zone,
	"record_refused_at" timestamp (3) with time zone,
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
	"region" text,
	"time_zone" text,
	"profile_at" timestamp (3) with time zone,
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
	"address_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_store_id_kind_value_pk" PRIMARY KEY("store_id","kind","value"),
	CONSTRAINT "identities_hashed" CHECK ("identities"."kind" = 'anonymous' or "identities"."address_hash" is not null)
);
--> statement-breakpoint
ALTER TABLE "identities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"store_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"channel" text NOT NULL,
	"address_hash" text NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_store_id_channel_address_hash_pk" PRIMARY KEY("store_id","channel","address_hash")
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dead_letter_subjects" (
	"store_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"letter_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dead_letter_subjects_store_id_subject_letter_id_pk" PRIMARY KEY("store_id","subject","letter_id")
);
--> statement-breakpoint
ALTER TABLE "dead_letter_subjects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text DEFAULT 'pipeline' NOT NULL,
	"kind" text DEFAULT 'event' NOT NULL,
	"consumer" text,
	"position" text,
	"event_id" text,
	"event_type" text,
	"event" text NOT NULL,
	"size_bytes" integer DEFAULT 0 NOT NULL,
	"content_hash" text,
	"times" integer DEFAULT 1 NOT NULL,
	"cause" text NOT NULL,
	"path" text DEFAULT '' NOT NULL,
	"message" text,
	"fingerprint" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"looked_with" integer DEFAULT 0 NOT NULL,
	"look_started_at" timestamp (3) with time zone,
	"looks" integer DEFAULT 0 NOT NULL,
	"look_problem" text,
	"steps" jsonb,
	"confidence_ppm" integer,
	"lossless" boolean,
	"guarded" text[],
	"rule_id" uuid,
	"taken_in_as" text,
	"settled_at" timestamp (3) with time zone,
	"settled_by" text,
	"approved" boolean DEFAULT false NOT NULL,
	CONSTRAINT "dead_letters_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "dead_letters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "draft_settings" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"source" text DEFAULT 'installation' NOT NULL,
	"url" text,
	"model" text,
	"api_key" text,
	"guidance" jsonb,
	"used_day" date,
	"used_requests" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "draft_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "drift_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"model" text NOT NULL,
	"version" text NOT NULL,
	"model_version_id" uuid,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"alarmed_since" timestamp (3) with time zone,
	"report" jsonb NOT NULL,
	"retraining" jsonb NOT NULL,
	"training_run_id" uuid,
	CONSTRAINT "drift_checks_once" UNIQUE NULLS NOT DISTINCT("store_id","model","version","to_day")
);
--> statement-breakpoint
ALTER TABLE "drift_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erasure_tombstones" (
	"store_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"key_id" text NOT NULL,
	"erasure_id" uuid NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "erasure_tombstones_store_id_kind_hash_pk" PRIMARY KEY("store_id","kind","hash")
);
--> statement-breakpoint
ALTER TABLE "erasure_tombstones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erasures" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_ids" uuid[] NOT NULL,
	"privacy_request_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"stage" text DEFAULT 'requested' NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"stage_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"asked_in" text DEFAULT pg_current_xact_id()::text NOT NULL,
	"waits_for" text,
	"waits_since" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"targets" jsonb,
	"rows" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"kept_out" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp (3) with time zone,
	"receipt" text,
	"signature" text,
	"key_id" text,
	CONSTRAINT "erasures_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "flag_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text
);
--> statement-breakpoint
ALTER TABLE "flag_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "flags" (
	"store_id" uuid,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"reason" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "flags_scope" UNIQUE NULLS NOT DISTINCT("store_id","name"),
	CONSTRAINT "flags_rule_kind" CHECK (coalesce(rule ->> 'kind' in ('on', 'off', 'percentage', 'schedule'), false))
);
--> statement-breakpoint
ALTER TABLE "flags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "integrations" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"namespace" text,
	"status" text DEFAULT 'active' NOT NULL,
	"secrets" text NOT NULL,
	"previous_secret_until" timestamp (3) with time zone,
	"settings" jsonb NOT NULL,
	"api_url" text,
	"api_token" text,
	"reconcile_every_ms" integer,
	"scheduled_every_ms" integer,
	"reconciled_until" timestamp (3) with time zone,
	"first_event_at" timestamp (3) with time zone,
	"last_event_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integrations_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "integrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "privacy_requests" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"persons" integer DEFAULT 0 NOT NULL,
	"customer_ids" uuid[] DEFAULT '{}' NOT NULL,
	"recoveries_stopped" integer DEFAULT 0 NOT NULL,
	"addresses_suppressed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "privacy_requests_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "privacy_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"status" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"seen" integer NOT NULL,
	"missed" integer NOT NULL,
	"duplicates" integer NOT NULL,
	"refused" integer NOT NULL,
	"cause" text,
	"finished_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reconciliations_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "reconciliations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"delivery_id" text,
	"identity" text,
	"topic" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"path" text,
	"message" text,
	"events" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_deliveries_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"machine_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "links_store_id_token_hash_pk" PRIMARY KEY("store_id","token_hash"),
	CONSTRAINT "links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_contents" (
	"store_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"cart_version" integer NOT NULL,
	"address_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "message_contents_store_id_message_id_pk" PRIMARY KEY("store_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "message_contents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"recovery_id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"channel" text NOT NULL,
	"country" text,
	"template" text NOT NULL,
	"provider" text NOT NULL,
	"from_domain" text,
	"address_hash" text NOT NULL,
	"basis" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"in_doubt" boolean DEFAULT false NOT NULL,
	"cart_version" integer NOT NULL,
	"shop_said" jsonb,
	"provider_message_id" text,
	"reason" text,
	"error_code" text,
	"stands_in_for" text,
	"stands_in_because" text,
	"carrier" text DEFAULT 'sms' NOT NULL,
	"content_sid" text,
	"carriers_passed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"parts" integer,
	"fall_back_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone,
	"claimed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"delivery_state" text,
	"delivery_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "messages_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "messages_once" UNIQUE("store_id","recovery_id","rule_id","channel"),
	CONSTRAINT "messages_basis" CHECK (basis = 'consent' or (basis = 'soft_opt_in' and channel = 'email'))
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sandbox_messages" (
	"store_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sandbox_messages_store_id_message_id_pk" PRIMARY KEY("store_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "sandbox_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plans" (
	"name" text PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"limits" jsonb NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"valid_from" text NOT NULL,
	"currency" text NOT NULL,
	"prices" jsonb NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "price_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quota_alerts" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"period" text NOT NULL,
	"meter" text NOT NULL,
	"state" text NOT NULL,
	"used" bigint NOT NULL,
	"included" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quota_alerts_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "quota_alerts_once" UNIQUE("store_id","period","meter","state")
);
--> statement-breakpoint
ALTER TABLE "quota_alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "store_plans" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"next_plan" text,
	"next_limits" jsonb,
	"next_from" text,
	"billing_customer" text,
	"billed_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "store_plans_next_whole" CHECK (num_nonnulls(next_plan, next_limits, next_from) in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "store_plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage" (
	"store_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"slot" timestamp (3) with time zone NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "usage_store_id_meter_slot_channel_country_pk" PRIMARY KEY("store_id","meter","slot","channel","country"),
	CONSTRAINT "usage_not_negative" CHECK (quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_marks" (
	"name" text PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"closed_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "usage_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_periods" (
	"store_id" uuid NOT NULL,
	"period" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"parts" jsonb NOT NULL,
	"price_version" integer,
	"closed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_periods_store_id_period_pk" PRIMARY KEY("store_id","period")
);
--> statement-breakpoint
ALTER TABLE "usage_periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_sent" (
	"store_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"slot" timestamp (3) with time zone NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"part" integer NOT NULL,
	"quantity" bigint NOT NULL,
	"state" text NOT NULL,
	"first_sent_at" timestamp (3) with time zone,
	CONSTRAINT "usage_sent_store_id_meter_slot_channel_country_part_pk" PRIMARY KEY("store_id","meter","slot","channel","country","part")
);
--> statement-breakpoint
ALTER TABLE "usage_sent" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"model" text NOT NULL,
	"what" text NOT NULL,
	"version_id" uuid,
	"previous_version_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"reason" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "model_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "model_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"model" text NOT NULL,
	"version" text NOT NULL,
	"feature_set" text NOT NULL,
	"feature_set_version" integer NOT NULL,
	"feature_set_hash" text NOT NULL,
	"manifest" jsonb NOT NULL,
	"card" text,
	"artifacts" jsonb NOT NULL,
	"lineage" jsonb NOT NULL,
	"stage" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "model_versions_scope_version" UNIQUE NULLS NOT DISTINCT("store_id","model","version")
);
--> statement-breakpoint
ALTER TABLE "model_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "served_models" (
	"store_id" uuid,
	"model" text NOT NULL,
	"primary_version_id" uuid,
	"shadow_version_ids" uuid[] DEFAULT '{}' NOT NULL,
	"canary_version_id" uuid,
	"canary_percent" numeric DEFAULT 0 NOT NULL,
	"rollout_id" uuid,
	"generation" bigint DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "served_models_scope" UNIQUE NULLS NOT DISTINCT("store_id","model")
);
--> statement-breakpoint
ALTER TABLE "served_models" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shadow_scores" (
	"store_id" uuid NOT NULL,
	"prediction_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"probability" double precision,
	"took_ms" double precision NOT NULL,
	"error_code" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shadow_scores_store_id_prediction_id_version_id_pk" PRIMARY KEY("store_id","prediction_id","version_id")
);
--> statement-breakpoint
ALTER TABLE "shadow_scores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_offers" (
	"store_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"offer_key" text NOT NULL,
	"code_id" uuid,
	"withheld" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_offers_store_id_message_id_pk" PRIMARY KEY("store_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "message_offers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "offer_codes" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"recovery_id" uuid,
	"message_id" uuid,
	"kind" text,
	"value" integer,
	"currency" text,
	"cost_minor" bigint,
	"expires_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"look_at" timestamp (3) with time zone,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"minted_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "offer_codes_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "offer_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "offers" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"minter" text NOT NULL,
	"mint_url" text,
	"mint_secret" text,
	"terms" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offers_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "offers_by_key" UNIQUE("store_id","key")
);
--> statement-breakpoint
ALTER TABLE "offers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"provider" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "opt_in_requests_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "opt_in_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"refund_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"currency" text,
	"incomplete" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text,
	"arrived_at" timestamp (3) with time zone,
	"placed_at" timestamp (3) with time zone,
	"placed_stated_at" timestamp (3) with time zone,
	"pending_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	"refunded_at" timestamp (3) with time zone,
	"recovery_id" uuid,
	"touch_message_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "content_templates" (
	"store_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"template" text NOT NULL,
	"locale" text NOT NULL,
	"content_sid" text NOT NULL,
	"variables" jsonb NOT NULL,
	"stopped_code" text,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "content_templates_store_id_carrier_template_locale_pk" PRIMARY KEY("store_id","carrier","template","locale")
);
--> statement-breakpoint
ALTER TABLE "content_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "phone_settings" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"carriers" text[] DEFAULT '{}' NOT NULL,
	"whatsapp_sources" text[] DEFAULT '{}' NOT NULL,
	"segments_max" integer DEFAULT 3 NOT NULL,
	"currency" text,
	"prices" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "phone_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "phone_windows" (
	"store_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"address_hash" text NOT NULL,
	"wrote_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "phone_windows_store_id_carrier_address_hash_pk" PRIMARY KEY("store_id","carrier","address_hash")
);
--> statement-breakpoint
ALTER TABLE "phone_windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policies" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"campaign_id" uuid,
	"state" text DEFAULT 'draft' NOT NULL,
	"terms" jsonb NOT NULL,
	"evaluation" jsonb,
	"evaluated_at" timestamp (3) with time zone,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "policies_by_version" UNIQUE("store_id","name","version")
);
--> statement-breakpoint
ALTER TABLE "policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policy_decisions" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"split_id" text NOT NULL,
	"recovery_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"allowed" jsonb NOT NULL,
	"taken" text NOT NULL,
	"propensity" double precision NOT NULL,
	"best" text NOT NULL,
	"withheld" jsonb NOT NULL,
	"is_offer" boolean NOT NULL,
	"offer_minor" bigint NOT NULL,
	"value_minor" bigint,
	"currency" text,
	"chances" jsonb NOT NULL,
	"model_version_id" uuid,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_decisions_store_id_campaign_id_split_id_recovery_id_pk" PRIMARY KEY("store_id","campaign_id","split_id","recovery_id")
);
--> statement-breakpoint
ALTER TABLE "policy_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "predictions" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"recovery_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"probability" double precision NOT NULL,
	"model_version" text NOT NULL,
	"model_version_id" uuid,
	"role" text DEFAULT 'primary' NOT NULL,
	"propensity" double precision,
	"reasons" jsonb NOT NULL,
	"feature_set" text NOT NULL,
	"feature_set_version" integer NOT NULL,
	"feature_set_hash" text NOT NULL,
	"took_ms" double precision,
	"features" jsonb NOT NULL,
	"logged_features" real[],
	"logged_set" text,
	CONSTRAINT "predictions_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "predictions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "provider_callbacks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"identity" text NOT NULL,
	"nonce" text,
	"url" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
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
	"cursor" jsonb,
	"abandoned_at" timestamp (3) with time zone NOT NULL,
	"traceparent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"superseded_at" timestamp (3) with time zone,
	"replied_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "recoveries_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "recoveries_workflow_id_unique" UNIQUE("workflow_id")
);
--> statement-breakpoint
ALTER TABLE "recoveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "replies" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"message_id" uuid,
	"recovery_id" uuid,
	"cart_id" uuid,
	"class" text NOT NULL,
	"identity" text NOT NULL,
	"from_address" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"forward_state" text NOT NULL,
	"forward_reason" text,
	"forward_attempts" integer DEFAULT 0 NOT NULL,
	"forward_provider" text,
	"forward_due_at" timestamp (3) with time zone NOT NULL,
	"forwarded_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "replies_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "replies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rollout_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rollout_id" uuid NOT NULL,
	"store_id" uuid,
	"stage" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"verdict" text NOT NULL,
	"gates" jsonb NOT NULL,
	"figures" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rollout_looks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rollouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"model" text NOT NULL,
	"version_id" uuid NOT NULL,
	"primary_version_id" uuid NOT NULL,
	"plan" jsonb NOT NULL,
	"state" text DEFAULT 'starting' NOT NULL,
	"stage" integer DEFAULT 0 NOT NULL,
	"stage_since" timestamp (3) with time zone,
	"reason" text,
	"end_reason" text,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "rollouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "report_deliveries" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"user_id" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"provider" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"attempted_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "report_deliveries_store_id_id_pk" PRIMARY KEY("store_id","id"),
	CONSTRAINT "report_deliveries_once" UNIQUE NULLS NOT DISTINCT("store_id","run_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "report_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "report_runs" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"state" text DEFAULT 'preparing' NOT NULL,
	"reason" text,
	"content" jsonb,
	"user_id" uuid,
	"started" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "report_runs_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "report_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scheduled_reports" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"frequency" text NOT NULL,
	"time_of_day" text NOT NULL,
	"queries" jsonb,
	"recipient_ids" uuid[],
	"webhook_url" text,
	"webhook_secret" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"scheduled_as" text,
	"scheduled_zone" text,
	"check_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheduled_reports_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "scheduled_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registry_compatibility" (
	"subject" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry_schemas" (
	"id" integer PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"schema" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registry_schemas_fingerprint_unique" UNIQUE("fingerprint")
);
--> statement-breakpoint
CREATE TABLE "registry_versions" (
	"subject" text NOT NULL,
	"version" integer NOT NULL,
	"schema_id" integer NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registry_versions_subject_version_pk" PRIMARY KEY("subject","version")
);
--> statement-breakpoint
CREATE TABLE "sender_accounts" (
	"channel" text NOT NULL,
	"provider" text NOT NULL,
	"breaker" jsonb DEFAULT '{"kind":"closed","failures":0}'::jsonb NOT NULL,
	"tried_until_ms" bigint DEFAULT 0 NOT NULL,
	"trouble" jsonb,
	"gap_ms" double precision DEFAULT 0 NOT NULL,
	"next_at_ms" bigint DEFAULT 0 NOT NULL,
	"health" integer DEFAULT 100 NOT NULL,
	"health_at_ms" bigint DEFAULT 0 NOT NULL,
	"stands_in" integer,
	"domains" text[] DEFAULT '{}' NOT NULL,
	"list" text DEFAULT 'unknown' NOT NULL,
	"list_at" timestamp (3) with time zone,
	CONSTRAINT "sender_accounts_channel_provider_pk" PRIMARY KEY("channel","provider")
);
--> statement-breakpoint
CREATE TABLE "sender_lists" (
	"channel" text NOT NULL,
	"provider" text NOT NULL,
	"address_hash" text NOT NULL,
	"cause" text NOT NULL,
	"source" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sender_lists_channel_address_hash_provider_pk" PRIMARY KEY("channel","address_hash","provider")
);
--> statement-breakpoint
CREATE TABLE "consumer_offsets" (
	"id" text PRIMARY KEY NOT NULL,
	"position" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signal_outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "signal_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"store_id" uuid NOT NULL,
	"recovery_id" uuid NOT NULL,
	"workflow_id" text NOT NULL,
	"signal" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "signal_outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "message_rates" (
	"store_id" uuid PRIMARY KEY NOT NULL,
	"counted" jsonb NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "message_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "split_arms" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"split_id" text NOT NULL,
	"recovery_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"arm" text NOT NULL,
	"share" double precision NOT NULL,
	"design" text NOT NULL,
	"held_out" boolean NOT NULL,
	"exposed_at" timestamp (3) with time zone NOT NULL,
	"personal_group" text,
	"because" jsonb,
	"policy_refusal" text,
	"context" jsonb,
	CONSTRAINT "split_arms_store_id_campaign_id_split_id_recovery_id_arm_pk" PRIMARY KEY("store_id","campaign_id","split_id","recovery_id","arm")
);
--> statement-breakpoint
ALTER TABLE "split_arms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "split_shares" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"split_id" text NOT NULL,
	"version" integer NOT NULL,
	"design" text NOT NULL,
	"shares" jsonb NOT NULL,
	"context" jsonb,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "split_shares_store_id_campaign_id_split_id_version_pk" PRIMARY KEY("store_id","campaign_id","split_id","version")
);
--> statement-breakpoint
ALTER TABLE "split_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "split_winners" (
	"store_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"split_id" text NOT NULL,
	"design" text NOT NULL,
	"arm" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"actor_kind" text,
	"actor_id" text,
	CONSTRAINT "split_winners_store_id_campaign_id_split_id_design_pk" PRIMARY KEY("store_id","campaign_id","split_id","design")
);
--> statement-breakpoint
ALTER TABLE "split_winners" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"maker_id" uuid,
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
	"postal_address" text,
	"time_scale" double precision DEFAULT 1 NOT NULL,
	"cart_idle_ms" integer DEFAULT 3600000 NOT NULL,
	"checkout_idle_ms" integer DEFAULT 1800000 NOT NULL,
	"browse_idle_ms" integer,
	"cool_down_ms" integer DEFAULT 86400000 NOT NULL,
	"cap_messages" integer DEFAULT 4 NOT NULL,
	"cap_messages_of_all" integer,
	"cap_action" text DEFAULT 'skip' NOT NULL,
	"cap_period_ms" integer DEFAULT 604800000 NOT NULL,
	"quiet_hours" jsonb,
	"country_rules" text DEFAULT 'off' NOT NULL,
	"reply_handling" text DEFAULT 'sender' NOT NULL,
	"reply_mailbox" text,
	"reply_text_in_webhooks" boolean DEFAULT false NOT NULL,
	"click_tracking" boolean DEFAULT true NOT NULL,
	"scheduled_training" text DEFAULT 'auto' NOT NULL,
	"soft_opt_in" jsonb,
	"double_opt_in_countries" text[] DEFAULT '{}' NOT NULL,
	"providers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"second_factor_since" timestamp (3) with time zone,
	"second_factor_grace_days" integer DEFAULT 14 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"test_of" uuid
);
--> statement-breakpoint
ALTER TABLE "stores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "template_versions" (
	"store_id" uuid NOT NULL,
	"template" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"drafted_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_versions_store_id_template_version_pk" PRIMARY KEY("store_id","template","version")
);
--> statement-breakpoint
ALTER TABLE "template_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "templates" (
	"store_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"published_version" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_store_id_name_pk" PRIMARY KEY("store_id","name")
);
--> statement-breakpoint
ALTER TABLE "templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "test_messages" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"channel" text NOT NULL,
	"provider" text NOT NULL,
	"state" text DEFAULT 'sending' NOT NULL,
	"provider_message_id" text,
	"error_code" text,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "test_messages_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "test_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "test_runs" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"version" integer,
	"user_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "test_runs_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "test_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "topic_outbox" (
	"topic" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "topic_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"store_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_outbox_topic_id_pk" PRIMARY KEY("topic","id")
);
--> statement-breakpoint
ALTER TABLE "topic_outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "topic_relays" (
	"topic" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"leased_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feature_checks" (
	"store_id" uuid NOT NULL,
	"day" text NOT NULL,
	"checked" integer NOT NULL,
	"differing" integer NOT NULL,
	"by_feature" jsonb NOT NULL,
	"checked_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "feature_checks_store_id_day_pk" PRIMARY KEY("store_id","day")
);
--> statement-breakpoint
ALTER TABLE "feature_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"model" text NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"end_reason" text,
	"progress" jsonb NOT NULL,
	"result" jsonb,
	"version_id" uuid,
	"data_hash" text,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"cancel_asked_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "training_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "endpoint_deliveries" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"is_test" boolean DEFAULT false NOT NULL,
	"data" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"status_code" integer,
	"duration_ms" integer,
	"answer" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempted_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "endpoint_deliveries_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"store_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"url" text NOT NULL,
	"description" text NOT NULL,
	"event_types" text[] NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"off_reason" text,
	"off_at" timestamp (3) with time zone,
	"secrets" text NOT NULL,
	"previous_secret_until" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoints_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_users_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oidc_identities" ADD CONSTRAINT "oidc_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_factors" ADD CONSTRAINT "totp_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_aliases" ADD CONSTRAINT "cart_aliases_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_settings" ADD CONSTRAINT "catalog_settings_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dead_letter_subjects" ADD CONSTRAINT "dead_letter_subjects_store_id_letter_id_dead_letters_store_id_id_fk" FOREIGN KEY ("store_id","letter_id") REFERENCES "public"."dead_letters"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_settings" ADD CONSTRAINT "draft_settings_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_integration" FOREIGN KEY ("store_id","integration_id") REFERENCES "public"."integrations"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_integration" FOREIGN KEY ("store_id","integration_id") REFERENCES "public"."integrations"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollout_looks" ADD CONSTRAINT "rollout_looks_rollout" FOREIGN KEY ("rollout_id") REFERENCES "public"."rollouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_run" FOREIGN KEY ("store_id","run_id") REFERENCES "public"."report_runs"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_report" FOREIGN KEY ("store_id","report_id") REFERENCES "public"."scheduled_reports"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_reports" ADD CONSTRAINT "scheduled_reports_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_versions" ADD CONSTRAINT "registry_versions_schema_id_registry_schemas_id_fk" FOREIGN KEY ("schema_id") REFERENCES "public"."registry_schemas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_maker_id_users_id_fk" FOREIGN KEY ("maker_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_space_id_stores_store_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoint_deliveries" ADD CONSTRAINT "endpoint_deliveries_endpoint" FOREIGN KEY ("store_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_store_id_stores_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."stores"("store_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "abandonments_of_cart" ON "abandonments" USING btree ("store_id","cart_id","n");--> statement-breakpoint
CREATE INDEX "abandonments_newest" ON "abandonments" USING btree ("store_id","abandoned_at","id");--> statement-breakpoint
CREATE INDEX "attempts_by_age" ON "attempts" USING btree ("since");--> statement-breakpoint
CREATE INDEX "challenges_by_expiry" ON "challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "memberships_by_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oidc_identities_by_name" ON "oidc_identities" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "oidc_identities_by_user" ON "oidc_identities" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "passkeys_by_user" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "password_resets_due" ON "password_resets" USING btree ("due_at") WHERE "password_resets"."email" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "password_resets_by_expiry" ON "password_resets" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "refresh_tokens_by_session" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_by_expiry" ON "refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_store" ON "audit_log" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_subject" ON "audit_log" USING btree ("store_id","subject_kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("store_id","actor_kind","actor_id","id");--> statement-breakpoint
CREATE INDEX "backup_log_newest" ON "backup_log" USING btree ("kind","at");--> statement-breakpoint
CREATE UNIQUE INDEX "brand_domains_one_holder" ON "brand_domains" USING btree ("domain") WHERE state in ('live', 'failing');--> statement-breakpoint
CREATE UNIQUE INDEX "brand_domains_one_claim" ON "brand_domains" USING btree ("store_id","domain") WHERE state in ('waiting', 'live', 'failing');--> statement-breakpoint
CREATE INDEX "brand_domains_due" ON "brand_domains" USING btree ("next_check_at") WHERE state in ('waiting', 'live', 'failing');--> statement-breakpoint
CREATE INDEX "brand_domains_by_name" ON "brand_domains" USING btree ("domain");--> statement-breakpoint
CREATE INDEX "brand_logos_by_hash" ON "brand_logos" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "campaign_exposures_by_customer" ON "campaign_exposures" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "carts_turns" ON "carts" USING btree ("store_id","abandon_at") WHERE abandon_at is not null;--> statement-breakpoint
CREATE INDEX "carts_by_customer" ON "carts" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "carts_by_anonymous" ON "carts" USING btree ("store_id","anonymous_id") WHERE active_recovery_id is not null;--> statement-breakpoint
CREATE INDEX "carts_newest" ON "carts" USING btree ("store_id","updated_at","id","external_id");--> statement-breakpoint
CREATE INDEX "consent_log_by_customer" ON "consent_log" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_merges_into" ON "customer_merges" USING btree ("store_id","into_customer_id");--> statement-breakpoint
CREATE INDEX "customers_merged" ON "customers" USING btree ("store_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "identities_by_customer" ON "identities" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_by_id" ON "suppressions" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "suppressions_newest" ON "suppressions" USING btree ("store_id","at","id");--> statement-breakpoint
CREATE INDEX "dead_letter_subjects_of_letter" ON "dead_letter_subjects" USING btree ("store_id","letter_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dead_letters_same" ON "dead_letters" USING btree ("store_id","content_hash");--> statement-breakpoint
CREATE INDEX "dead_letters_newest" ON "dead_letters" USING btree ("store_id","at");--> statement-breakpoint
CREATE INDEX "dead_letters_of_cluster" ON "dead_letters" USING btree ("store_id","fingerprint","state","at");--> statement-breakpoint
CREATE INDEX "dead_letters_to_look_at" ON "dead_letters" USING btree ("looked_with","at") WHERE state in ('new', 'proposed');--> statement-breakpoint
CREATE INDEX "repair_log_of_cluster" ON "repair_log" USING btree ("store_id","fingerprint","at");--> statement-breakpoint
CREATE UNIQUE INDEX "repair_rules_version" ON "repair_rules" USING btree ("store_id","fingerprint","version");--> statement-breakpoint
CREATE UNIQUE INDEX "repair_rules_active" ON "repair_rules" USING btree ("store_id","fingerprint") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "drift_checks_newest" ON "drift_checks" USING btree ("store_id","to_day");--> statement-breakpoint
CREATE INDEX "erasure_tombstones_of_erasure" ON "erasure_tombstones" USING btree ("store_id","erasure_id");--> statement-breakpoint
CREATE INDEX "erasures_newest" ON "erasures" USING btree ("store_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "erasures_by_customer" ON "erasures" USING gin ("customer_ids");--> statement-breakpoint
CREATE INDEX "erasures_due" ON "erasures" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "flag_changes_newest" ON "flag_changes" USING btree ("store_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_oldest" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "integrations_by_id" ON "integrations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "privacy_requests_newest" ON "privacy_requests" USING btree ("store_id","received_at","id");--> statement-breakpoint
CREATE INDEX "reconciliations_newest" ON "reconciliations" USING btree ("store_id","integration_id","finished_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("store_id","integration_id","identity");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_turns" ON "webhook_deliveries" USING btree ("integration_id","due_at") WHERE status = 'received';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("store_id","integration_id","received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_oldest" ON "webhook_deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "links_by_message" ON "links" USING btree ("store_id","message_id");--> statement-breakpoint
CREATE INDEX "messages_by_customer" ON "messages" USING btree ("store_id","customer_id","channel","claimed_at");--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("store_id","claimed_at","id");--> statement-breakpoint
CREATE INDEX "messages_by_provider" ON "messages" USING btree ("provider","provider_message_id") WHERE provider_message_id is not null;--> statement-breakpoint
CREATE INDEX "messages_silent" ON "messages" USING btree ("claimed_at") WHERE state = 'accepted' and delivery_state is null;--> statement-breakpoint
CREATE INDEX "messages_by_from_domain" ON "messages" USING btree ("from_domain","claimed_at") WHERE from_domain is not null;--> statement-breakpoint
CREATE INDEX "messages_falling_back" ON "messages" USING btree ("fall_back_at") WHERE fall_back_at is not null;--> statement-breakpoint
CREATE INDEX "sandbox_messages_newest" ON "sandbox_messages" USING btree ("created_at","message_id");--> statement-breakpoint
CREATE INDEX "quota_alerts_newest" ON "quota_alerts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "usage_sent_in_doubt" ON "usage_sent" USING btree ("slot") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "model_moves_by_scope" ON "model_moves" USING btree ("store_id","model","id");--> statement-breakpoint
CREATE INDEX "shadow_scores_oldest" ON "shadow_scores" USING btree ("at");--> statement-breakpoint
CREATE INDEX "shadow_scores_by_version" ON "shadow_scores" USING btree ("version_id","at");--> statement-breakpoint
CREATE INDEX "message_offers_by_code" ON "message_offers" USING btree ("store_id","code_id") WHERE code_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "offer_codes_once" ON "offer_codes" USING btree ("store_id",upper(code));--> statement-breakpoint
CREATE INDEX "offer_codes_by_offer" ON "offer_codes" USING btree ("store_id","offer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_codes_free" ON "offer_codes" USING btree ("store_id","offer_id","id") WHERE state = 'free';--> statement-breakpoint
CREATE INDEX "offer_codes_by_recovery" ON "offer_codes" USING btree ("store_id","recovery_id") WHERE recovery_id is not null;--> statement-breakpoint
CREATE INDEX "offer_codes_to_look_at" ON "offer_codes" USING btree ("look_at") WHERE look_at is not null;--> statement-breakpoint
CREATE INDEX "opt_in_requests_by_token" ON "opt_in_requests" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "opt_in_requests_by_address" ON "opt_in_requests" USING btree ("store_id","address_hash","requested_at");--> statement-breakpoint
CREATE INDEX "opt_in_requests_by_time" ON "opt_in_requests" USING btree ("store_id","requested_at");--> statement-breakpoint
CREATE INDEX "opt_in_requests_due" ON "opt_in_requests" USING btree ("due_at") WHERE status in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "opt_in_requests_old" ON "opt_in_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "orders_by_customer" ON "orders" USING btree ("store_id","customer_id","arrived_at");--> statement-breakpoint
CREATE INDEX "orders_by_anonymous" ON "orders" USING btree ("store_id","anonymous_id","arrived_at");--> statement-breakpoint
CREATE INDEX "orders_by_cart" ON "orders" USING btree ("store_id","cart_id");--> statement-breakpoint
CREATE INDEX "orders_by_recovery" ON "orders" USING btree ("store_id","recovery_id") WHERE recovery_id is not null;--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE INDEX "policy_decisions_of_policy" ON "policy_decisions" USING btree ("store_id","policy_id","decided_at");--> statement-breakpoint
CREATE INDEX "policy_decisions_of_recovery" ON "policy_decisions" USING btree ("store_id","recovery_id");--> statement-breakpoint
CREATE INDEX "predictions_oldest" ON "predictions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "predictions_oldest_read" ON "predictions" USING btree ("at") WHERE logged_features is null;--> statement-breakpoint
CREATE INDEX "predictions_newest" ON "predictions" USING btree ("store_id","at");--> statement-breakpoint
CREATE INDEX "predictions_by_version" ON "predictions" USING btree ("model_version_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_callbacks_once" ON "provider_callbacks" USING btree ("provider","identity");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_callbacks_nonce" ON "provider_callbacks" USING btree ("provider","nonce") WHERE nonce is not null;--> statement-breakpoint
CREATE INDEX "provider_callbacks_due" ON "provider_callbacks" USING btree ("due_at") WHERE status = 'received';--> statement-breakpoint
CREATE INDEX "provider_callbacks_oldest" ON "provider_callbacks" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "decisions_by_cart" ON "decisions" USING btree ("store_id","cart_id","at");--> statement-breakpoint
CREATE INDEX "decisions_by_recovery" ON "decisions" USING btree ("store_id","recovery_id");--> statement-breakpoint
CREATE INDEX "decisions_newest" ON "decisions" USING btree ("store_id","at","id");--> statement-breakpoint
CREATE INDEX "decisions_by_reason" ON "decisions" USING btree ("store_id","reason","at");--> statement-breakpoint
CREATE UNIQUE INDEX "recoveries_one_active" ON "recoveries" USING btree ("store_id","customer_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "recoveries_to_start" ON "recoveries" USING btree ("store_id","created_at") WHERE started_at is null and ended_at is null;--> statement-breakpoint
CREATE INDEX "recoveries_by_customer" ON "recoveries" USING btree ("store_id","customer_id","ended_at");--> statement-breakpoint
CREATE INDEX "recoveries_by_cart" ON "recoveries" USING btree ("store_id","cart_id");--> statement-breakpoint
CREATE INDEX "recoveries_newest" ON "recoveries" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "replies_once" ON "replies" USING btree ("store_id","identity");--> statement-breakpoint
CREATE INDEX "replies_by_customer" ON "replies" USING btree ("store_id","customer_id","received_at");--> statement-breakpoint
CREATE INDEX "replies_by_cart" ON "replies" USING btree ("store_id","cart_id","received_at");--> statement-breakpoint
CREATE INDEX "replies_newest" ON "replies" USING btree ("store_id","received_at","id");--> statement-breakpoint
CREATE INDEX "replies_forwarded" ON "replies" USING btree ("store_id","forwarded_at") WHERE forwarded_at is not null;--> statement-breakpoint
CREATE INDEX "replies_due" ON "replies" USING btree ("forward_due_at") WHERE forward_state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "replies_oldest" ON "replies" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "rollout_looks_newest" ON "rollout_looks" USING btree ("rollout_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "rollouts_one_active" ON "rollouts" USING btree ("store_id","model") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "rollouts_one_active_of_platform" ON "rollouts" USING btree ("model") WHERE ended_at is null and store_id is null;--> statement-breakpoint
CREATE INDEX "rollouts_to_start" ON "rollouts" USING btree ("created_at") WHERE state = 'starting';--> statement-breakpoint
CREATE INDEX "rollouts_newest" ON "rollouts" USING btree ("store_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_by_name" ON "saved_views" USING btree ("store_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "report_runs_once" ON "report_runs" USING btree ("store_id","report_id","period") WHERE kind = 'scheduled';--> statement-breakpoint
CREATE INDEX "report_runs_newest" ON "report_runs" USING btree ("store_id","report_id","created_at","id");--> statement-breakpoint
CREATE INDEX "report_runs_to_start" ON "report_runs" USING btree ("created_at") WHERE kind = 'test' AND NOT started;--> statement-breakpoint
CREATE INDEX "scheduled_reports_to_check" ON "scheduled_reports" USING btree ("check_at");--> statement-breakpoint
CREATE INDEX "sender_lists_by_account" ON "sender_lists" USING btree ("channel","provider");--> statement-breakpoint
CREATE INDEX "signal_outbox_due" ON "signal_outbox" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "signal_outbox_by_workflow" ON "signal_outbox" USING btree ("workflow_id","id");--> statement-breakpoint
CREATE INDEX "split_arms_by_customer" ON "split_arms" USING btree ("store_id","customer_id");--> statement-breakpoint
CREATE INDEX "split_winners_due" ON "split_winners" USING btree ("due_at") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "test_messages_by_time" ON "test_messages" USING btree ("store_id","created_at");--> statement-breakpoint
CREATE INDEX "test_runs_by_person" ON "test_runs" USING btree ("store_id","user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "training_runs_open" ON "training_runs" USING btree (coalesce(store_id, '00000000-0000-0000-0000-000000000000'),"model") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "training_runs_newest" ON "training_runs" USING btree ("store_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_turns" ON "endpoint_deliveries" USING btree ("endpoint_id","due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_newest" ON "endpoint_deliveries" USING btree ("store_id","endpoint_id","created_at","id");--> statement-breakpoint
CREATE INDEX "endpoint_deliveries_oldest" ON "endpoint_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "store_isolation" ON "abandonments" AS PERMISSIVE FOR ALL TO "cart_app" USING ("abandonments"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("abandonments"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "invitations" AS PERMISSIVE FOR ALL TO "cart_app" USING ("invitations"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("invitations"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "memberships" AS PERMISSIVE FOR ALL TO "cart_app" USING ("memberships"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("memberships"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "team_of_store" ON "users" AS PERMISSIVE FOR SELECT TO "cart_app" USING (EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "audit_log" AS PERMISSIVE FOR ALL TO "cart_app" USING ("audit_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("audit_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "brand_domains" AS PERMISSIVE FOR ALL TO "cart_app" USING ("brand_domains"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("brand_domains"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "brand_logos" AS PERMISSIVE FOR ALL TO "cart_app" USING ("brand_logos"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("brand_logos"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "brand_logos" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("brand_logos"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "brands" AS PERMISSIVE FOR ALL TO "cart_app" USING ("brands"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("brands"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "brands" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("brands"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "campaign_exposures" AS PERMISSIVE FOR ALL TO "cart_app" USING ("campaign_exposures"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("campaign_exposures"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "campaign_drafts" AS PERMISSIVE FOR ALL TO "cart_app" USING ("campaign_drafts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("campaign_drafts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "campaign_versions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("campaign_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("campaign_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "campaigns" AS PERMISSIVE FOR ALL TO "cart_app" USING ("campaigns"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("campaigns"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "cart_aliases" AS PERMISSIVE FOR ALL TO "cart_app" USING ("cart_aliases"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("cart_aliases"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "carts" AS PERMISSIVE FOR ALL TO "cart_app" USING ("carts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("carts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "catalog_settings" AS PERMISSIVE FOR ALL TO "cart_app" USING ("catalog_settings"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("catalog_settings"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "channel_pauses" AS PERMISSIVE FOR ALL TO "cart_app" USING ("channel_pauses"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("channel_pauses"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "consent_log" AS PERMISSIVE FOR ALL TO "cart_app" USING ("consent_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("consent_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "consents" AS PERMISSIVE FOR ALL TO "cart_app" USING ("consents"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("consents"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "customer_merges" AS PERMISSIVE FOR ALL TO "cart_app" USING ("customer_merges"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("customer_merges"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "customers" AS PERMISSIVE FOR ALL TO "cart_app" USING ("customers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("customers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "identities" AS PERMISSIVE FOR ALL TO "cart_app" USING ("identities"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("identities"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "suppressions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("suppressions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("suppressions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "dead_letter_subjects" AS PERMISSIVE FOR ALL TO "cart_app" USING ("dead_letter_subjects"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("dead_letter_subjects"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "dead_letters" AS PERMISSIVE FOR ALL TO "cart_app" USING ("dead_letters"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("dead_letters"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "repair_log" AS PERMISSIVE FOR ALL TO "cart_app" USING ("repair_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("repair_log"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "repair_rules" AS PERMISSIVE FOR ALL TO "cart_app" USING ("repair_rules"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("repair_rules"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "draft_settings" AS PERMISSIVE FOR ALL TO "cart_app" USING ("draft_settings"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("draft_settings"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "drift_checks" AS PERMISSIVE FOR ALL TO "cart_app" USING ("drift_checks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("drift_checks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "drift_checks" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("drift_checks"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "erasure_tombstones" AS PERMISSIVE FOR ALL TO "cart_app" USING ("erasure_tombstones"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("erasure_tombstones"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "erasures" AS PERMISSIVE FOR ALL TO "cart_app" USING ("erasures"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("erasures"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "flag_changes" AS PERMISSIVE FOR ALL TO "cart_app" USING ("flag_changes"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("flag_changes"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "flag_changes" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("flag_changes"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "flags" AS PERMISSIVE FOR ALL TO "cart_app" USING ("flags"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("flags"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "flags" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("flags"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "cart_app" USING ("idempotency_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("idempotency_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "integrations" AS PERMISSIVE FOR ALL TO "cart_app" USING ("integrations"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("integrations"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "privacy_requests" AS PERMISSIVE FOR ALL TO "cart_app" USING ("privacy_requests"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("privacy_requests"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "reconciliations" AS PERMISSIVE FOR ALL TO "cart_app" USING ("reconciliations"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("reconciliations"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO "cart_app" USING ("webhook_deliveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("webhook_deliveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "links" AS PERMISSIVE FOR ALL TO "cart_app" USING ("links"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("links"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "message_contents" AS PERMISSIVE FOR ALL TO "cart_app" USING ("message_contents"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("message_contents"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "messages" AS PERMISSIVE FOR ALL TO "cart_app" USING ("messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "sandbox_messages" AS PERMISSIVE FOR ALL TO "cart_app" USING ("sandbox_messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("sandbox_messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "plans" AS PERMISSIVE FOR ALL TO "cart_app" USING ("plans"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("plans"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "plans" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("plans"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "price_versions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("price_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("price_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "price_versions" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("price_versions"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "quota_alerts" AS PERMISSIVE FOR ALL TO "cart_app" USING ("quota_alerts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("quota_alerts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "store_plans" AS PERMISSIVE FOR ALL TO "cart_app" USING ("store_plans"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("store_plans"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "usage" AS PERMISSIVE FOR ALL TO "cart_app" USING ("usage"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("usage"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "usage_marks" AS PERMISSIVE FOR ALL TO "cart_app" USING ("usage_marks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("usage_marks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "usage_marks" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("usage_marks"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "usage_periods" AS PERMISSIVE FOR ALL TO "cart_app" USING ("usage_periods"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("usage_periods"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "usage_sent" AS PERMISSIVE FOR ALL TO "cart_app" USING ("usage_sent"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("usage_sent"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "model_moves" AS PERMISSIVE FOR ALL TO "cart_app" USING ("model_moves"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("model_moves"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "model_moves" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("model_moves"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "model_versions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("model_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("model_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "model_versions" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("model_versions"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "served_models" AS PERMISSIVE FOR ALL TO "cart_app" USING ("served_models"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("served_models"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "served_models" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("served_models"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "shadow_scores" AS PERMISSIVE FOR ALL TO "cart_app" USING ("shadow_scores"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("shadow_scores"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "message_offers" AS PERMISSIVE FOR ALL TO "cart_app" USING ("message_offers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("message_offers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "offer_codes" AS PERMISSIVE FOR ALL TO "cart_app" USING ("offer_codes"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("offer_codes"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "offers" AS PERMISSIVE FOR ALL TO "cart_app" USING ("offers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("offers"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "opt_in_requests" AS PERMISSIVE FOR ALL TO "cart_app" USING ("opt_in_requests"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("opt_in_requests"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "orders" AS PERMISSIVE FOR ALL TO "cart_app" USING ("orders"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("orders"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "content_templates" AS PERMISSIVE FOR ALL TO "cart_app" USING ("content_templates"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("content_templates"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "phone_settings" AS PERMISSIVE FOR ALL TO "cart_app" USING ("phone_settings"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("phone_settings"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "phone_windows" AS PERMISSIVE FOR ALL TO "cart_app" USING ("phone_windows"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("phone_windows"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "policies" AS PERMISSIVE FOR ALL TO "cart_app" USING ("policies"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("policies"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "policy_decisions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("policy_decisions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("policy_decisions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "predictions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("predictions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("predictions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "cart_quarantines" AS PERMISSIVE FOR ALL TO "cart_app" USING ("cart_quarantines"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("cart_quarantines"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "event_flows" AS PERMISSIVE FOR ALL TO "cart_app" USING ("event_flows"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("event_flows"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "decisions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("decisions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("decisions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "recoveries" AS PERMISSIVE FOR ALL TO "cart_app" USING ("recoveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("recoveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "replies" AS PERMISSIVE FOR ALL TO "cart_app" USING ("replies"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("replies"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "rollout_looks" AS PERMISSIVE FOR ALL TO "cart_app" USING ("rollout_looks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("rollout_looks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "rollout_looks" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("rollout_looks"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "rollouts" AS PERMISSIVE FOR ALL TO "cart_app" USING ("rollouts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("rollouts"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "rollouts" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("rollouts"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "saved_views" AS PERMISSIVE FOR ALL TO "cart_app" USING ("saved_views"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("saved_views"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "report_deliveries" AS PERMISSIVE FOR ALL TO "cart_app" USING ("report_deliveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("report_deliveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "report_runs" AS PERMISSIVE FOR ALL TO "cart_app" USING ("report_runs"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("report_runs"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "scheduled_reports" AS PERMISSIVE FOR ALL TO "cart_app" USING ("scheduled_reports"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("scheduled_reports"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "signal_outbox" AS PERMISSIVE FOR ALL TO "cart_app" USING ("signal_outbox"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("signal_outbox"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "snippets" AS PERMISSIVE FOR ALL TO "cart_app" USING ("snippets"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("snippets"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "message_rates" AS PERMISSIVE FOR ALL TO "cart_app" USING ("message_rates"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("message_rates"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "split_arms" AS PERMISSIVE FOR ALL TO "cart_app" USING ("split_arms"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("split_arms"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "split_shares" AS PERMISSIVE FOR ALL TO "cart_app" USING ("split_shares"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("split_shares"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "split_winners" AS PERMISSIVE FOR ALL TO "cart_app" USING ("split_winners"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("split_winners"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "api_keys" AS PERMISSIVE FOR ALL TO "cart_app" USING ("api_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("api_keys"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "stores" AS PERMISSIVE FOR ALL TO "cart_app" USING ("stores"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("stores"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "template_versions" AS PERMISSIVE FOR ALL TO "cart_app" USING ("template_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("template_versions"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "templates" AS PERMISSIVE FOR ALL TO "cart_app" USING ("templates"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("templates"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "test_messages" AS PERMISSIVE FOR ALL TO "cart_app" USING ("test_messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("test_messages"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "test_runs" AS PERMISSIVE FOR ALL TO "cart_app" USING ("test_runs"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("test_runs"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "topic_outbox" AS PERMISSIVE FOR ALL TO "cart_app" USING ("topic_outbox"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("topic_outbox"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "feature_checks" AS PERMISSIVE FOR ALL TO "cart_app" USING ("feature_checks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("feature_checks"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "training_runs" AS PERMISSIVE FOR ALL TO "cart_app" USING ("training_runs"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("training_runs"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "platform_rows" ON "training_runs" AS PERMISSIVE FOR SELECT TO "cart_app" USING ("training_runs"."store_id" is null and (select nullif(current_setting('app.store_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "store_isolation" ON "endpoint_deliveries" AS PERMISSIVE FOR ALL TO "cart_app" USING ("endpoint_deliveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("endpoint_deliveries"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "store_isolation" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO "cart_app" USING ("webhook_endpoints"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("webhook_endpoints"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));
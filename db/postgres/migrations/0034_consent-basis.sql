ALTER TABLE "consent_log" ADD COLUMN "basis" text DEFAULT 'act' NOT NULL;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "granted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "refused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "record_granted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "record_refused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD COLUMN "persons" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD COLUMN "recoveries_stopped" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD COLUMN "addresses_suppressed" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- What stood before stays as it was, but for a yes that only a browser said. Forced isolation would hide the rows from their owner.
ALTER TABLE consents NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE consent_log NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DELETE FROM consents USING consent_log proof
WHERE proof.store_id = consents.store_id AND proof.event_id = consents.event_id AND proof.channel = consents.channel
  AND consents.status = 'granted' AND proof.status = 'granted' AND starts_with(proof.source, 'browser: ');--> statement-breakpoint
UPDATE consents SET
  granted_at = CASE status WHEN 'granted' THEN at END,
  refused_at = CASE status WHEN 'denied' THEN at END;--> statement-breakpoint
ALTER TABLE consents FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE consent_log FORCE ROW LEVEL SECURITY;

-- Forced isolation cannot be said in the schema files.
ALTER TABLE integrations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE privacy_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE reconciliations FORCE ROW LEVEL SECURITY;

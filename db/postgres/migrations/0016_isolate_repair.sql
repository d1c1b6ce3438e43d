-- Forced isolation cannot be said in the schema files.
ALTER TABLE repair_rules FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE repair_log FORCE ROW LEVEL SECURITY;

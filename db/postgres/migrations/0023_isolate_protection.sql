-- Forced isolation cannot be said in the schema files.
ALTER TABLE cart_quarantines FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE event_flows FORCE ROW LEVEL SECURITY;

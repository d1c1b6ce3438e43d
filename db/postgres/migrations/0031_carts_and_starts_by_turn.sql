DROP INDEX "carts_due";--> statement-breakpoint
DROP INDEX "recoveries_to_start";--> statement-breakpoint
CREATE INDEX "carts_turns" ON "carts" USING btree ("store_id","abandon_at") WHERE abandon_at is not null;--> statement-breakpoint
CREATE INDEX "recoveries_to_start" ON "recoveries" USING btree ("store_id","created_at") WHERE stage = 'starting';
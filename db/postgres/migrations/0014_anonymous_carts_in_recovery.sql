DROP INDEX "carts_by_anonymous";--> statement-breakpoint
CREATE INDEX "carts_by_anonymous" ON "carts" USING btree ("store_id","anonymous_id") WHERE active_recovery_id is not null;
DROP INDEX "webhook_deliveries_due";--> statement-breakpoint
CREATE INDEX "webhook_deliveries_turns" ON "webhook_deliveries" USING btree ("integration_id","due_at") WHERE status = 'received';
DROP INDEX "webhook_deliveries_once";--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "identity" text;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("store_id","integration_id","identity");
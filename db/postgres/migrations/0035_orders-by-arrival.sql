DROP INDEX "orders_by_customer";--> statement-breakpoint
DROP INDEX "orders_by_anonymous";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "incomplete" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "status" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "arrived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "placed_stated_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("store_id","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_by_customer" ON "orders" USING btree ("store_id","customer_id","arrived_at");--> statement-breakpoint
CREATE INDEX "orders_by_anonymous" ON "orders" USING btree ("store_id","anonymous_id","arrived_at");--> statement-breakpoint
UPDATE "orders" SET
  "placed_stated_at" = "placed_at",
  "arrived_at" = "created_at",
  "status" = CASE
    WHEN "cancelled_at" IS NOT NULL THEN 'cancelled'
    WHEN "placed_at" IS NOT NULL THEN 'placed'
    WHEN "failed_at" IS NOT NULL AND "failed_at" > coalesce("pending_at", '-infinity') THEN 'failed'
    WHEN "pending_at" IS NOT NULL THEN 'pending'
  END;

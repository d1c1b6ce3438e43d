CREATE TABLE "dead_letter_subjects" (
	"store_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"letter_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dead_letter_subjects_store_id_subject_letter_id_pk" PRIMARY KEY("store_id","subject","letter_id")
);
--> statement-breakpoint
ALTER TABLE "dead_letter_subjects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dead_letter_subjects" ADD CONSTRAINT "dead_letter_subjects_store_id_letter_id_dead_letters_store_id_id_fk" FOREIGN KEY ("store_id","letter_id") REFERENCES "public"."dead_letters"("store_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dead_letter_subjects_of_letter" ON "dead_letter_subjects" USING btree ("store_id","letter_id");--> statement-breakpoint
CREATE POLICY "store_isolation" ON "dead_letter_subjects" AS PERMISSIVE FOR ALL TO "cart_app" USING ("dead_letter_subjects"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid)) WITH CHECK ("dead_letter_subjects"."store_id" = (select nullif(current_setting('app.store_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "engine_access" ON "dead_letter_subjects" AS PERMISSIVE FOR ALL TO "cart_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Forced isolation cannot be said in the schema files.
ALTER TABLE "dead_letter_subjects" FORCE ROW LEVEL SECURITY;

CREATE TABLE "registry_compatibility" (
	"subject" text PRIMARY KEY NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry_schemas" (
	"id" integer PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"schema" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registry_schemas_fingerprint_unique" UNIQUE("fingerprint")
);
--> statement-breakpoint
CREATE TABLE "registry_versions" (
	"subject" text NOT NULL,
	"version" integer NOT NULL,
	"schema_id" integer NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registry_versions_subject_version_pk" PRIMARY KEY("subject","version")
);
--> statement-breakpoint
ALTER TABLE "registry_versions" ADD CONSTRAINT "registry_versions_schema_id_registry_schemas_id_fk" FOREIGN KEY ("schema_id") REFERENCES "public"."registry_schemas"("id") ON DELETE no action ON UPDATE no action;
CREATE TABLE "person_diets" (
	"wedding_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"diet" text NOT NULL,
	CONSTRAINT "person_diets_wedding_id_person_id_event_id_pk" PRIMARY KEY("wedding_id","person_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("wedding_id","name")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text DEFAULT 'row' NOT NULL,
	"side" text NOT NULL,
	"home" text,
	"draft" jsonb NOT NULL,
	"person_id" uuid,
	"rows" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claims_key" UNIQUE("wedding_id","key"),
	CONSTRAINT "claims_kind" CHECK (kind in ('row', 'provider')),
	CONSTRAINT "claims_rows" CHECK (rows >= 0),
	CONSTRAINT "claims_side" CHECK (side in ('bride', 'groom', 'both'))
);
--> statement-breakpoint
CREATE TABLE "import_conflicts" (
	"wedding_id" uuid NOT NULL,
	"key" text NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"field" text,
	"person_id" uuid,
	"claim_id" uuid,
	"options" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_conflicts_wedding_id_key_pk" PRIMARY KEY("wedding_id","key"),
	CONSTRAINT "import_conflicts_kind_check" CHECK (kind in ('field', 'people'))
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"side" text NOT NULL,
	"kept_person" uuid NOT NULL,
	"gone_person" uuid NOT NULL,
	"kept_claim" uuid NOT NULL,
	"gone_claim" uuid NOT NULL,
	"over" jsonb NOT NULL,
	"merged_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "merges_two" CHECK (kept_person <> gone_person)
);
--> statement-breakpoint
CREATE TABLE "pending_keys" (
	"wedding_id" uuid NOT NULL,
	"key" text NOT NULL,
	"claim_id" uuid NOT NULL,
	CONSTRAINT "pending_keys_wedding_id_key_claim_id_pk" PRIMARY KEY("wedding_id","key","claim_id")
);
--> statement-breakpoint
CREATE TABLE "contact_accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"email" text NOT NULL,
	"sealed_token" "bytea",
	"sync_token" text,
	"state" text DEFAULT 'connected' NOT NULL,
	"synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_accounts_email" UNIQUE("wedding_id","provider","email"),
	CONSTRAINT "contact_accounts_state" CHECK (state in ('connected', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"wedding_id" uuid NOT NULL,
	"signature" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_wedding_id_signature_pk" PRIMARY KEY("wedding_id","signature")
);
--> statement-breakpoint
CREATE TABLE "parked_invitations" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parked_invitations_wedding_id_unit_id_event_id_pk" PRIMARY KEY("wedding_id","unit_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "import_batches" DROP CONSTRAINT "import_batches_state";--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_outcome_check";--> statement-breakpoint
DROP INDEX "messages_once_per_number";--> statement-breakpoint
ALTER TABLE "import_batches" ALTER COLUMN "object_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "import_decisions" ALTER COLUMN "decided_by" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "import_decisions" ALTER COLUMN "decided_by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "guest_units" ADD COLUMN "live" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "guest_units" ADD COLUMN "proxy_person_id" uuid;--> statement-breakpoint
ALTER TABLE "guest_units" ADD COLUMN "edits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "diet" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "search_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "live" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "edits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "claimed" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_members" ADD COLUMN "secondary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_tags" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "kind" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "sheets" jsonb;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "sheet" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "question" jsonb;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "mapping" jsonb;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undone_by" uuid;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_decisions" ADD COLUMN "claim_id" uuid;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "claim_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "own_adults" integer;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "own_children" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "shared_destination" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person_diets" ADD CONSTRAINT "person_diets_person_fk" FOREIGN KEY ("wedding_id","person_id","side") REFERENCES "public"."people"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "person_diets" ADD CONSTRAINT "person_diets_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_conflicts" ADD CONSTRAINT "import_conflicts_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_keys" ADD CONSTRAINT "pending_keys_claim_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_accounts" ADD CONSTRAINT "contact_accounts_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parked_invitations" ADD CONSTRAINT "parked_invitations_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "parked_invitations" ADD CONSTRAINT "parked_invitations_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_person" ON "claims" USING btree ("wedding_id","person_id");--> statement-breakpoint
CREATE INDEX "import_conflicts_kind" ON "import_conflicts" USING btree ("wedding_id","kind","field","created_at");--> statement-breakpoint
CREATE INDEX "import_conflicts_person" ON "import_conflicts" USING btree ("wedding_id","person_id");--> statement-breakpoint
CREATE INDEX "merges_kept" ON "merges" USING btree ("wedding_id","kept_person");--> statement-breakpoint
CREATE UNIQUE INDEX "merges_gone" ON "merges" USING btree ("wedding_id","gone_person") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "people_merged" ON "people" USING btree ("wedding_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "import_rows_claim" ON "import_rows" USING btree ("wedding_id","claim_id") WHERE claim_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_number" ON "messages" USING btree ("wedding_id","run_id","destination") WHERE run_id is not null and not shared_destination and state not in ('blocked', 'cancelled', 'failed');--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_live" CHECK (not live or merged_into is null);--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_kind" CHECK (kind in ('file', 'google', 'pasted', 'typed'));--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_state" CHECK (state in ('reading', 'mapping', 'staged', 'committing', 'done', 'failed', 'undoing', 'undone'));--> statement-breakpoint
ALTER TABLE "import_decisions" ADD CONSTRAINT "import_decisions_kind" CHECK (decision in ('shared', 'not_theirs', 'belongs', 'ignored'));--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_outcome_check" CHECK (outcome in ('ready', 'refused', 'created', 'matched', 'conflict', 'remembered', 'undone'));
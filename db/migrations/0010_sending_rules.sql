CREATE TABLE "sending_rules" (
	"wedding_id" uuid PRIMARY KEY NOT NULL,
	"quiet_from" integer,
	"quiet_to" integer,
	"per_day" integer,
	"per_week" integer,
	CONSTRAINT "sending_rules_quiet" CHECK ((quiet_from is null) = (quiet_to is null) and quiet_from between 0 and 23 and quiet_to between 0 and 23 and quiet_from <> quiet_to),
	CONSTRAINT "sending_rules_caps" CHECK (per_day between 1 and 50 and per_week between 1 and 200)
);
--> statement-breakpoint
DROP INDEX "suppressions_active";--> statement-breakpoint
ALTER TABLE "suppressions" ADD COLUMN "scope" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "senders" ADD COLUMN "blocked_countries" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sending_rules" ADD CONSTRAINT "sending_rules_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "suppressions_active" ON "suppressions" USING btree ("wedding_id","fingerprint","scope") WHERE lifted_at is null;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_scope" CHECK (scope in ('all', 'marketing'));--> statement-breakpoint
UPDATE send_runs r SET category = t.category FROM templates t WHERE t.wedding_id = r.wedding_id AND t.id = r.template_id AND r.state <> 'draft';--> statement-breakpoint
SELECT fence.protect('sending_rules');

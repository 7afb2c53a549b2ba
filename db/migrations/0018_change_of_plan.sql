CREATE TABLE "event_change_sightings" (
	"wedding_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_change_sightings_wedding_id_change_id_unit_id_pk" PRIMARY KEY("wedding_id","change_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "event_changes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"event_version" integer NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" text NOT NULL,
	"confirm_again" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"told_at" timestamp with time zone,
	"dismissed_by" text,
	CONSTRAINT "event_changes_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "event_changes_state" CHECK (state in ('open', 'told', 'dismissed')),
	CONSTRAINT "event_changes_told" CHECK ((state = 'told') = (told_at is not null)),
	CONSTRAINT "event_changes_dismissed" CHECK ((state = 'dismissed') = (dismissed_by is not null))
);
--> statement-breakpoint
ALTER TABLE "send_runs" DROP CONSTRAINT "send_runs_purpose";--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "change_id" uuid;--> statement-breakpoint
ALTER TABLE "send_runs" ADD COLUMN "change_version" integer;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "event_change_sightings" ADD CONSTRAINT "event_change_sightings_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "event_change_sightings" ADD CONSTRAINT "event_change_sightings_change_fk" FOREIGN KEY ("wedding_id","change_id") REFERENCES "public"."event_changes"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_changes" ADD CONSTRAINT "event_changes_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "event_changes_open" ON "event_changes" USING btree ("wedding_id","event_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "event_changes_event" ON "event_changes" USING btree ("wedding_id","event_id","changed_at");--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_change_fk" FOREIGN KEY ("wedding_id","change_id") REFERENCES "public"."event_changes"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rsvp_current_since" ON "rsvp_current" USING btree ("wedding_id","event_id","answered_at");--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_change" CHECK ((change_id is null) = (change_version is null) and (purpose <> 'change' or change_id is not null));--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_purpose" CHECK (purpose in ('invitation', 'reminder', 'test', 'change'));--> statement-breakpoint
SELECT fence.protect('event_changes'), fence.protect('event_change_sightings');

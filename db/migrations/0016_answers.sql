ALTER TABLE "rsvp_answers" ADD CONSTRAINT "rsvp_answers_tenant" UNIQUE("wedding_id","id");--> statement-breakpoint
CREATE TABLE "answer_extensions" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"until" timestamp with time zone,
	"granted_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_extensions_wedding_id_unit_id_pk" PRIMARY KEY("wedding_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "event_places" (
	"wedding_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"persons" integer NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_places_wedding_id_event_id_unit_id_pk" PRIMARY KEY("wedding_id","event_id","unit_id"),
	CONSTRAINT "event_places_persons" CHECK (persons > 0)
);
--> statement-breakpoint
CREATE TABLE "rsvp_answer_people" (
	"wedding_id" uuid NOT NULL,
	"answer_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	CONSTRAINT "rsvp_answer_people_wedding_id_answer_id_person_id_pk" PRIMARY KEY("wedding_id","answer_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "rsvp_voids" (
	"wedding_id" uuid NOT NULL,
	"answer_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rsvp_voids_wedding_id_answer_id_pk" PRIMARY KEY("wedding_id","answer_id"),
	CONSTRAINT "rsvp_voids_reason" CHECK (reason in ('taken_back', 'read_again'))
);
--> statement-breakpoint
ALTER TABLE "inbound_messages" DROP CONSTRAINT "inbound_messages_outcome";--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_state";--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "inbox_id" uuid;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "reading" jsonb;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "context" jsonb;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "ask_again_on" date;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "weddings" ADD COLUMN "children_apart" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "answer_extensions" ADD CONSTRAINT "answer_extensions_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "event_places" ADD CONSTRAINT "event_places_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "event_places" ADD CONSTRAINT "event_places_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvp_answer_people" ADD CONSTRAINT "rsvp_answer_people_person_fk" FOREIGN KEY ("wedding_id","person_id","side") REFERENCES "public"."people"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "rsvp_answer_people" ADD CONSTRAINT "rsvp_answer_people_answer_fk" FOREIGN KEY ("wedding_id","answer_id") REFERENCES "public"."rsvp_answers"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rsvp_voids" ADD CONSTRAINT "rsvp_voids_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "rsvp_voids" ADD CONSTRAINT "rsvp_voids_answer_fk" FOREIGN KEY ("wedding_id","answer_id") REFERENCES "public"."rsvp_answers"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rsvp_answer_people_person" ON "rsvp_answer_people" USING btree ("wedding_id","person_id");--> statement-breakpoint
CREATE INDEX "rsvp_answers_inbound" ON "rsvp_answers" USING btree ("wedding_id","inbound_id") WHERE inbound_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once_per_reply" ON "messages" USING btree ("wedding_id","reply_to") WHERE reply_to is not null;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_outcome" CHECK (outcome in ('answered', 'taken_back', 'prompted', 'asked_which', 'opted_out', 'to_read', 'ignored', 'unknown_sender'));--> statement-breakpoint
ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE conversations SET state = 'counting' WHERE state = 'children';--> statement-breakpoint
ALTER TABLE conversations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_state" CHECK (state in ('invited', 'choosing', 'counting', 'dating', 'answered', 'human'));--> statement-breakpoint
SELECT fence.protect('rsvp_voids'), fence.protect('rsvp_answer_people'), fence.protect('event_places'), fence.protect('answer_extensions');--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rsvp_voids FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON rsvp_answer_people FOR EACH ROW EXECUTE FUNCTION fence.refuse_change();

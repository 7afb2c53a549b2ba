CREATE TABLE "gift_notes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"direction" text NOT NULL,
	"occasion" text NOT NULL,
	"year" integer,
	"what" text,
	"amount" numeric(14, 2),
	"currency" text,
	"source_key" text,
	"removed_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gift_notes_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "gift_notes_source" UNIQUE("wedding_id","source_key"),
	CONSTRAINT "gift_notes_direction" CHECK (direction in ('received', 'given')),
	CONSTRAINT "gift_notes_year" CHECK (year is null or year between 1900 and 2200),
	CONSTRAINT "gift_notes_money" CHECK ((amount is null) = (currency is null) and (amount is null or amount > 0)),
	CONSTRAINT "gift_notes_what" CHECK (what is not null or amount is not null)
);
--> statement-breakpoint
CREATE TABLE "gifts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid,
	"side" text NOT NULL,
	"giver" text,
	"event_id" uuid,
	"kind" text NOT NULL,
	"amount" numeric(14, 2),
	"currency" text,
	"what" text,
	"note" text,
	"received_by" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"thanked_at" timestamp with time zone,
	"thanked_how" text,
	"thanks_message_id" uuid,
	"source_key" text,
	"removed_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gifts_tenant" UNIQUE("wedding_id","id"),
	CONSTRAINT "gifts_source" UNIQUE("wedding_id","source_key"),
	CONSTRAINT "gifts_giver" CHECK (unit_id is not null or giver is not null),
	CONSTRAINT "gifts_kind" CHECK (kind in ('cash', 'envelope', 'thing', 'blessing')),
	CONSTRAINT "gifts_money" CHECK ((amount is null) = (currency is null) and (amount is null or amount > 0)),
	CONSTRAINT "gifts_cash" CHECK (kind <> 'cash' or amount is not null),
	CONSTRAINT "gifts_thing" CHECK (kind <> 'thing' or what is not null),
	CONSTRAINT "gifts_thanked" CHECK ((thanked_at is null) = (thanked_how is null)),
	CONSTRAINT "gifts_how" CHECK (thanked_how in ('message', 'whatsapp', 'call', 'card', 'in_person'))
);
--> statement-breakpoint
CREATE TABLE "withdrawn_invitations" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"event_version" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"withdrawn_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "withdrawn_invitations_wedding_id_unit_id_event_id_pk" PRIMARY KEY("wedding_id","unit_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "send_runs" DROP CONSTRAINT "send_runs_purpose";--> statement-breakpoint
ALTER TABLE "exports" ALTER COLUMN "event_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "gift_notes" ADD CONSTRAINT "gift_notes_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gifts" ADD CONSTRAINT "gifts_wedding_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawn_invitations" ADD CONSTRAINT "withdrawn_invitations_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "withdrawn_invitations" ADD CONSTRAINT "withdrawn_invitations_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gift_notes_unit" ON "gift_notes" USING btree ("wedding_id","unit_id");--> statement-breakpoint
CREATE INDEX "gifts_recent" ON "gifts" USING btree ("wedding_id","received_at","id");--> statement-breakpoint
CREATE INDEX "gifts_unit" ON "gifts" USING btree ("wedding_id","unit_id");--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_kind" CHECK (kind in ('event_guest_list', 'gifts', 'gift_notes'));--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_event" CHECK ((kind = 'event_guest_list') = (event_id is not null));--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_purpose" CHECK (purpose in ('invitation', 'reminder', 'test', 'change', 'answer', 'thanks'));--> statement-breakpoint
SELECT fence.protect('gifts');--> statement-breakpoint
SELECT fence.protect('gift_notes');--> statement-breakpoint
SELECT fence.protect('withdrawn_invitations');

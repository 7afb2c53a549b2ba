CREATE TABLE "travel_plans" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"arrives_on" date,
	"arrives_at" time,
	"arrives_by" text,
	"arrives_ref" text,
	"departs_on" date,
	"departs_at" time,
	"departs_by" text,
	"departs_ref" text,
	"pick_up" boolean DEFAULT false NOT NULL,
	"rooms" integer,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"actor" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "travel_plans_wedding_id_unit_id_pk" PRIMARY KEY("wedding_id","unit_id"),
	CONSTRAINT "travel_plans_arrives_by" CHECK (arrives_by in ('flight', 'train', 'road', 'local')),
	CONSTRAINT "travel_plans_departs_by" CHECK (departs_by in ('flight', 'train', 'road', 'local')),
	CONSTRAINT "travel_plans_rooms" CHECK (rooms is null or rooms between 0 and 99)
);
--> statement-breakpoint
ALTER TABLE "travel_plans" ADD CONSTRAINT "travel_plans_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
SELECT fence.protect('travel_plans');

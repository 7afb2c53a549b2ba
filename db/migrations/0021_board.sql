CREATE TABLE "digest_wishes" (
	"wedding_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"wanted" boolean NOT NULL,
	"hour" integer NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "digest_wishes_wedding_id_user_id_pk" PRIMARY KEY("wedding_id","user_id"),
	CONSTRAINT "digest_wishes_hour" CHECK (hour between 0 and 23)
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"wedding_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"day" date NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"numbers" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "digests_wedding_id_user_id_day_pk" PRIMARY KEY("wedding_id","user_id","day"),
	CONSTRAINT "digests_state" CHECK (state in ('queued', 'sending', 'sent'))
);
--> statement-breakpoint
CREATE TABLE "number_dates" (
	"wedding_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"who" text NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "number_dates_wedding_id_event_id_pk" PRIMARY KEY("wedding_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "send_runs" DROP CONSTRAINT "send_runs_purpose";--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "taken_by" text;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "handled_by" text;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "handled_as" text;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD COLUMN "handled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "digest_wishes" ADD CONSTRAINT "digest_wishes_member_fk" FOREIGN KEY ("wedding_id","user_id") REFERENCES "public"."memberships"("wedding_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_dates" ADD CONSTRAINT "number_dates_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_handled" CHECK (handled_as in ('read', 'written_back', 'sent_text', 'answered'));--> statement-breakpoint
ALTER TABLE "send_runs" ADD CONSTRAINT "send_runs_purpose" CHECK (purpose in ('invitation', 'reminder', 'test', 'change', 'answer'));--> statement-breakpoint
SELECT fence.protect('digest_wishes'), fence.protect('digests'), fence.protect('number_dates');--> statement-breakpoint
GRANT SELECT (zone) ON weddings TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, user_id, wanted, hour) ON digest_wishes TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, user_id, day, state) ON digests TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON digest_wishes FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON digests FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
-- Weddings in which somebody's hour has come and nothing was written for today. Four hours late is too late: tomorrow's is near.
CREATE FUNCTION fence.due_digests() RETURNS TABLE (wedding_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT d.wedding_id FROM digest_wishes d JOIN weddings w ON w.id = d.wedding_id
  CROSS JOIN LATERAL (SELECT now() AT TIME ZONE w.zone AS clock) t
  WHERE d.wanted AND extract(hour FROM t.clock) BETWEEN d.hour AND d.hour + 3
    AND NOT EXISTS (SELECT 1 FROM digests g WHERE g.wedding_id = d.wedding_id AND g.user_id = d.user_id AND g.day = t.clock::date)
$$;--> statement-breakpoint
ALTER FUNCTION fence.due_digests() OWNER TO parinaya_locator;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.due_digests() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.due_digests() TO parinaya_app;

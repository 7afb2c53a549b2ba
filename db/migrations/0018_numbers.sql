CREATE TABLE "headcount_parts" (
	"wedding_id" uuid NOT NULL,
	"bucket" integer NOT NULL,
	"event_id" uuid NOT NULL,
	"side" text NOT NULL,
	"invited" integer NOT NULL,
	"seats" integer NOT NULL,
	"reached" integer NOT NULL,
	"asked" integer NOT NULL,
	"yes" integer NOT NULL,
	"no" integer NOT NULL,
	"maybe" integer NOT NULL,
	"adults" integer NOT NULL,
	"children" integer NOT NULL,
	"infants" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"expected" integer DEFAULT 0 NOT NULL,
	"silent" integer DEFAULT 0 NOT NULL,
	"silent_read" integer DEFAULT 0 NOT NULL,
	"diets" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"silent_days" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "headcount_parts_wedding_id_bucket_event_id_side_pk" PRIMARY KEY("wedding_id","bucket","event_id","side")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"compared" integer NOT NULL,
	"differences" integer NOT NULL,
	"found" jsonb NOT NULL,
	"healed" boolean NOT NULL,
	"took_ms" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "infants" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "waiting" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "expected" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "silent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "silent_read" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "diets" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "event_headcounts" ADD COLUMN "silent_days" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "projection_stamps" ADD COLUMN "rules" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD COLUMN "infants" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD COLUMN "diets" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD COLUMN "bucket" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "unit_overview" ADD COLUMN "disagreements" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "headcount_parts" ADD CONSTRAINT "headcount_parts_event_fk" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "headcount_parts_waiting" ON "headcount_parts" USING btree ("wedding_id","event_id") WHERE waiting > 0;--> statement-breakpoint
CREATE INDEX "reconciliations_recent" ON "reconciliations" USING btree ("wedding_id","at");--> statement-breakpoint
CREATE INDEX "inbound_messages_unknown" ON "inbound_messages" USING btree ("wedding_id","recorded_at") WHERE unit_id is null and outcome = 'unknown_sender' and not read_by_human;--> statement-breakpoint
CREATE INDEX "conversations_recent" ON "conversations" USING btree ("wedding_id","last_inbound_at");--> statement-breakpoint
CREATE INDEX "event_places_recent" ON "event_places" USING btree ("wedding_id","given_at");--> statement-breakpoint
CREATE INDEX "rsvp_answers_recent" ON "rsvp_answers" USING btree ("wedding_id","recorded_at","unit_id");--> statement-breakpoint
CREATE INDEX "message_attempts_failed" ON "message_attempts" USING btree ("wedding_id","settled_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "messages_replying" ON "messages" USING btree ("wedding_id") WHERE run_id is null and state in ('queued', 'calling');--> statement-breakpoint
CREATE INDEX "unit_overview_bucket" ON "unit_overview" USING btree ("wedding_id","bucket");--> statement-breakpoint
CREATE INDEX "unit_overview_disagree" ON "unit_overview" USING btree ("wedding_id","unit_id") WHERE disagreements > 0;--> statement-breakpoint
SELECT fence.protect('headcount_parts'), fence.protect('reconciliations');--> statement-breakpoint
-- One mark each, so that the next sweep has every wedding counted by the new rules; until then the old numbers stand.
ALTER TABLE weddings NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE projection_marks NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO projection_marks (wedding_id, kind, key) SELECT id, 'unit', id FROM weddings;--> statement-breakpoint
ALTER TABLE projection_marks FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE weddings FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT (wedding_id, as_of) ON projection_stamps TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, at) ON reconciliations TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON projection_stamps FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON reconciliations FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
-- Weddings in which anything was counted since their last comparison, at most once an hour each.
CREATE FUNCTION fence.weddings_to_reconcile() RETURNS TABLE (wedding_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id FROM projection_stamps s
  LEFT JOIN LATERAL (SELECT r.at FROM reconciliations r WHERE r.wedding_id = s.wedding_id ORDER BY r.at DESC LIMIT 1) last ON true
  WHERE last.at IS NULL OR last.at < now() - interval '1 hour' AND s.as_of > last.at
$$;--> statement-breakpoint
ALTER FUNCTION fence.weddings_to_reconcile() OWNER TO parinaya_locator;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.weddings_to_reconcile() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.weddings_to_reconcile() TO parinaya_app;
--> statement-breakpoint
GRANT SELECT (differences, healed) ON reconciliations TO parinaya_locator;--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.operator_health() RETURNS TABLE (name text, value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT 'inbox_pending', count(*)::numeric FROM webhook_inbox WHERE processed_at IS NULL
  UNION ALL SELECT 'inbox_oldest_seconds', coalesce(extract(epoch FROM now() - min(received_at)), 0) FROM webhook_inbox WHERE processed_at IS NULL
  UNION ALL SELECT 'events_' || disposition, count(*) FROM webhook_events GROUP BY disposition
  UNION ALL SELECT 'messages_' || state, count(*) FROM messages WHERE state IN ('queued', 'calling', 'in_doubt') GROUP BY state
  UNION ALL SELECT 'projections_oldest_seconds', coalesce(extract(epoch FROM now() - min(marked_at)), 0) FROM projection_marks
  UNION ALL SELECT 'weddings', count(*) FROM weddings
  UNION ALL SELECT v.name, v.value FROM (
    SELECT extract(epoch FROM now() - max(l.at)) AS age, sum(l.differences) AS differences, count(*) FILTER (WHERE NOT l.healed) AS unhealed
    FROM (SELECT DISTINCT ON (r.wedding_id) r.at, r.differences, r.healed FROM reconciliations r ORDER BY r.wedding_id, r.at DESC) l
  ) last CROSS JOIN LATERAL (VALUES ('reconciled_seconds_ago', last.age), ('reconciled_differences', last.differences), ('reconciled_unhealed', last.unhealed)) v(name, value)
  WHERE last.age IS NOT NULL
$$;--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
-- Places of an earlier ceiling do not come back with a new one: while there was none, nobody's no gave them up.
CREATE OR REPLACE FUNCTION fence.keep_places() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  DELETE FROM event_places p WHERE p.wedding_id = NEW.wedding_id AND p.event_id = NEW.id
    AND NOT EXISTS (SELECT FROM rsvp_current c WHERE c.wedding_id = p.wedding_id AND c.event_id = p.event_id AND c.unit_id = p.unit_id AND c.answer = 'yes');
  INSERT INTO event_places (wedding_id, event_id, unit_id, side, persons)
  SELECT c.wedding_id, c.event_id, c.unit_id, c.side, c.adults + c.children FROM rsvp_current c
  WHERE c.wedding_id = NEW.wedding_id AND c.event_id = NEW.id AND c.answer = 'yes'
  ON CONFLICT (wedding_id, event_id, unit_id) DO UPDATE SET persons = excluded.persons;
  RETURN NULL;
END $$;

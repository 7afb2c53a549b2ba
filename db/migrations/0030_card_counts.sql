CREATE TABLE "card_counts" (
	"owner_id" uuid NOT NULL,
	"step" text NOT NULL,
	"outcome" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "card_counts_owner_id_step_outcome_pk" PRIMARY KEY("owner_id","step","outcome"),
	CONSTRAINT "card_counts_step" CHECK (step in ('parse', 'create', 'enrich')),
	CONSTRAINT "card_counts_outcome" CHECK (outcome in ('succeeded', 'refused', 'limited', 'failed')),
	CONSTRAINT "card_counts_count" CHECK (count > 0)
);
--> statement-breakpoint
CREATE TABLE "card_files" (
	"owner_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"key" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_files_card_id_key_pk" PRIMARY KEY("card_id","key")
);
--> statement-breakpoint
ALTER TABLE "card_responses" ADD COLUMN "changes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "found_address" text;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "found_map_url" text;--> statement-breakpoint
ALTER TABLE "card_counts" ADD CONSTRAINT "card_counts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_files" ADD CONSTRAINT "card_files_card_fk" FOREIGN KEY ("owner_id","card_id") REFERENCES "public"."cards"("owner_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_events" ADD CONSTRAINT "card_events_open" CHECK (kind <> 'open' or (card_id is not null and device_hash is not null));--> statement-breakpoint
SELECT fence.protect_owned('card_counts'), fence.protect_owned('card_files', 'card_id');--> statement-breakpoint
-- What was counted row by row until now becomes sums.
ALTER TABLE card_events NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE card_counts NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO card_counts (owner_id, step, outcome, count)
SELECT owner_id, kind, CASE WHEN succeeded THEN 'succeeded' ELSE 'failed' END, count(*) FROM card_events WHERE kind <> 'open' GROUP BY 1, 2, 3;--> statement-breakpoint
DELETE FROM card_events WHERE kind <> 'open';--> statement-breakpoint
ALTER TABLE card_counts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE card_events FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT (step, outcome, count) ON card_counts TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON card_counts FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.card_health() RETURNS TABLE (name text, value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH outcomes AS (
    SELECT s.step, o.outcome, coalesce((SELECT sum(c.count) FROM card_counts c WHERE c.step = s.step AND c.outcome = o.outcome), 0) AS n
    FROM (VALUES ('parse'), ('create'), ('enrich')) s(step), (VALUES ('succeeded'), ('refused'), ('limited'), ('failed')) o(outcome)
  )
  SELECT 'cards_' || step || '_' || outcome, n FROM outcomes
  UNION ALL SELECT 'cards_' || step || '_attempted', sum(n) FROM outcomes GROUP BY step
  UNION ALL SELECT 'cards_open_succeeded', count(*) FROM card_events e WHERE e.kind = 'open'
  UNION ALL SELECT 'cards_answer_' || a.answer, count(r.answer) FROM (VALUES ('in'), ('maybe'), ('out')) a(answer)
  LEFT JOIN card_responses r ON r.answer = a.answer GROUP BY a.answer
  UNION ALL SELECT 'cards_standing', count(*) FROM cards WHERE deleted_at IS NULL
  UNION ALL SELECT 'cards_lookup_' || l.lookup, count(c.id) FROM (VALUES ('waiting'), ('failed')) l(lookup)
  LEFT JOIN cards c ON c.lookup = l.lookup AND c.deleted_at IS NULL GROUP BY l.lookup
$$;--> statement-breakpoint
RESET ROLE;

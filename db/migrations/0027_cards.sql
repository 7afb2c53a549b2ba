CREATE TABLE "card_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"card_id" uuid,
	"kind" text NOT NULL,
	"succeeded" boolean NOT NULL,
	"device_hash" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_events_device" UNIQUE("card_id","kind","device_hash"),
	CONSTRAINT "card_events_kind" CHECK (kind in ('parse', 'create', 'enrich', 'open'))
);
--> statement-breakpoint
CREATE TABLE "card_responses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"device_hash" text NOT NULL,
	"name" text NOT NULL,
	"answer" text NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_responses_device" UNIQUE("card_id","device_hash"),
	CONSTRAINT "card_responses_answer" CHECK (answer in ('in', 'maybe', 'out'))
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"host_name" text NOT NULL,
	"note" text,
	"language" text DEFAULT 'en' NOT NULL,
	"look" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"place_name" text NOT NULL,
	"address" text,
	"map_url" text,
	"latitude" double precision,
	"longitude" double precision,
	"party_size" integer,
	"provider" text,
	"provider_place_id" text,
	"source_url" text,
	"lookup" text NOT NULL,
	"place_id" text,
	"photo_key" text,
	"photo_credit" text,
	"is_private" boolean DEFAULT false NOT NULL,
	"token_version" integer DEFAULT 1 NOT NULL,
	"answers_until" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cards_slug_unique" UNIQUE("slug"),
	CONSTRAINT "cards_owned" UNIQUE("owner_id","id"),
	CONSTRAINT "cards_slug" CHECK (slug ~ '^[2-9b-df-hjkmnp-tv-z]{13}$'),
	CONSTRAINT "cards_lookup" CHECK (lookup in ('waiting', 'done', 'unsure', 'nothing', 'failed')),
	CONSTRAINT "cards_party" CHECK (party_size between 1 and 1000),
	CONSTRAINT "cards_place_both" CHECK ((latitude is null) = (longitude is null))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"owner_id" uuid NOT NULL,
	"command" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"result" jsonb,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_owner_id_command_key_pk" PRIMARY KEY("owner_id","command","key")
);
--> statement-breakpoint
CREATE TABLE "owner_log" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"card_id" uuid,
	"entity" text NOT NULL,
	"entity_id" text,
	"count" bigint DEFAULT 1 NOT NULL,
	"payload_digest" "bytea" NOT NULL,
	"salt" "bytea",
	"payload" jsonb,
	"correlation_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "card_events" ADD CONSTRAINT "card_events_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_events" ADD CONSTRAINT "card_events_card_fk" FOREIGN KEY ("owner_id","card_id") REFERENCES "public"."cards"("owner_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_responses" ADD CONSTRAINT "card_responses_card_fk" FOREIGN KEY ("owner_id","card_id") REFERENCES "public"."cards"("owner_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_log" ADD CONSTRAINT "owner_log_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_events_owner" ON "card_events" USING btree ("owner_id","kind");--> statement-breakpoint
CREATE INDEX "card_responses_card" ON "card_responses" USING btree ("owner_id","card_id","answered_at");--> statement-breakpoint
CREATE INDEX "cards_owner" ON "cards" USING btree ("owner_id","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry" ON "idempotency_keys" USING btree ("owner_id","expires_at");--> statement-breakpoint
CREATE INDEX "owner_log_owner" ON "owner_log" USING btree ("owner_id","seq");--> statement-breakpoint
CREATE INDEX "owner_log_card" ON "owner_log" USING btree ("owner_id","card_id","seq");--> statement-breakpoint
-- The second fence of what belongs to a person (decision 0036): the owner's rows alone, and for a guest those of one card.
CREATE FUNCTION fence.protect_owned(target regclass, card_column text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  by_owner text := 'owner_id = (select nullif(current_setting(''app.owner'', true), '''')::uuid)';
  by_card text := '(select current_setting(''app.card'', true)) = ''all''';
  condition text;
BEGIN
  IF card_column IS NOT NULL THEN
    by_card := format('(%s or %I = (select nullif(nullif(current_setting(''app.card'', true), ''all''), '''')::uuid))', by_card, card_column);
  END IF;
  condition := by_owner || ' and ' || by_card;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner ON %s TO parinaya_app USING (%s) WITH CHECK (%s)', target, condition, condition);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.protect_owned(regclass, text) FROM PUBLIC;--> statement-breakpoint
SELECT fence.protect_owned('cards', 'id'), fence.protect_owned('card_responses', 'card_id'), fence.protect_owned('card_events', 'card_id'),
  fence.protect_owned('owner_log', 'card_id'), fence.protect_owned('idempotency_keys');--> statement-breakpoint
-- Facts are appended: the app may not change them. Erasing a card takes its facts along; a log's payload may be emptied.
REVOKE UPDATE, DELETE ON card_events FROM parinaya_app;--> statement-breakpoint
REVOKE UPDATE, DELETE ON owner_log FROM parinaya_app;--> statement-breakpoint
GRANT UPDATE (payload, salt) ON owner_log TO parinaya_app;--> statement-breakpoint
GRANT SELECT (id, owner_id, slug, lookup, closed_at, deleted_at) ON cards TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (kind, succeeded) ON card_events TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (answer) ON card_responses TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON cards FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON card_events FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON card_responses FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE FUNCTION fence.locate_card(which_slug text) RETURNS TABLE (owner_id uuid, card_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c.owner_id, c.id FROM cards c WHERE c.slug = which_slug
$$;--> statement-breakpoint
CREATE FUNCTION fence.card_health() RETURNS TABLE (name text, value numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT 'cards_' || k.kind || CASE WHEN k.succeeded THEN '_succeeded' ELSE '_failed' END, count(e.kind)::numeric
  FROM (VALUES ('parse', true), ('parse', false), ('create', true), ('enrich', true), ('enrich', false), ('open', true)) k(kind, succeeded)
  LEFT JOIN card_events e ON e.kind = k.kind AND e.succeeded = k.succeeded GROUP BY k.kind, k.succeeded
  UNION ALL SELECT 'cards_answer_' || a.answer, count(r.answer) FROM (VALUES ('in'), ('maybe'), ('out')) a(answer)
  LEFT JOIN card_responses r ON r.answer = a.answer GROUP BY a.answer
  UNION ALL SELECT 'cards_standing', count(*) FROM cards WHERE deleted_at IS NULL
  UNION ALL SELECT 'cards_lookup_' || l.lookup, count(c.id) FROM (VALUES ('waiting'), ('failed')) l(lookup)
  LEFT JOIN cards c ON c.lookup = l.lookup AND c.deleted_at IS NULL GROUP BY l.lookup
$$;--> statement-breakpoint
DO $$
DECLARE definer text;
BEGIN
  FOREACH definer IN ARRAY ARRAY['locate_card(text)', 'card_health()'] LOOP
    EXECUTE format('ALTER FUNCTION fence.%s OWNER TO parinaya_locator', definer);
    EXECUTE format('REVOKE ALL ON FUNCTION fence.%s FROM PUBLIC', definer);
    EXECUTE format('GRANT EXECUTE ON FUNCTION fence.%s TO parinaya_app', definer);
  END LOOP;
END $$;

-- In the order in which the app writes them; both are locked for the backfill, seconds for 100,000 people.
LOCK TABLE people, guest_units IN ACCESS EXCLUSIVE MODE;
--> statement-breakpoint
CREATE TABLE "unit_search" (
	"unit_id" uuid PRIMARY KEY NOT NULL,
	"wedding_id" uuid NOT NULL,
	"side" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unit_search" ADD CONSTRAINT "unit_search_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
-- Whoever searches is shown families, so families are what is searched: the words of each, a third as many rows as people
-- have, and narrow ones. A name that 3,000 people have took 9 ms among 100,000; it takes 2. And both names of a couple
-- find their family. Triggers keep the text; nobody else may write it.
SELECT fence.protect('unit_search');
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON unit_search FROM parinaya_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON unit_search TO parinaya_locator;
--> statement-breakpoint
CREATE POLICY locate ON unit_search TO parinaya_locator USING (true) WITH CHECK (true);
--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;
--> statement-breakpoint
-- Whoever writes people holds the wedding's identity lock, so that no two write the words of one family at once. A plan
-- made for a wedding of ten would read all people for each family of a large one: each call has its own.
CREATE FUNCTION fence.tell_search(units uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  INSERT INTO unit_search AS s (unit_id, wedding_id, side, text)
  SELECT u.id, u.wedding_id, u.side, coalesce((
    SELECT string_agg(DISTINCT word COLLATE "C", ' ') FROM string_to_table(concat_ws(' ', fence.searched_name(u.name), (
      SELECT string_agg(p.search_text, ' ') FROM people p WHERE p.wedding_id = u.wedding_id AND p.unit_id = u.id AND p.live
    )), ' ') AS word), '')
  FROM guest_units u WHERE u.id = ANY (units)
  ON CONFLICT (unit_id) DO UPDATE SET text = excluded.text WHERE s.text <> excluded.text
$$;
--> statement-breakpoint
-- What a statement changed is found without a join: its plan is kept from the first statement of a connection, which may
-- have changed one row where the next changes 20,000.
CREATE FUNCTION fence.people_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE touched uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT unit_id) INTO touched FROM came WHERE live;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT unit_id) INTO touched FROM went WHERE live;
  ELSE
    SELECT array_agg(DISTINCT unit_id) INTO touched FROM (
      (SELECT id, unit_id, live, search_text FROM went EXCEPT SELECT id, unit_id, live, search_text FROM came)
      UNION ALL
      (SELECT id, unit_id, live, search_text FROM came EXCEPT SELECT id, unit_id, live, search_text FROM went)
    ) changed;
  END IF;
  IF touched IS NOT NULL THEN PERFORM fence.tell_search(touched); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION fence.families_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE touched uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Those that came with people are told by them.
    EXECUTE 'SELECT array_agg(id) FROM came u WHERE NOT EXISTS (SELECT FROM people p WHERE p.wedding_id = u.wedding_id AND p.unit_id = u.id AND p.live)' INTO touched;
  ELSE
    SELECT array_agg(id) INTO touched FROM (SELECT id, name FROM came EXCEPT SELECT id, name FROM went) changed;
  END IF;
  IF touched IS NOT NULL THEN PERFORM fence.tell_search(touched); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- `words`: each a list of forms, of which one must stand in the text. Each search has a plan of its own, for the words
-- alone say how many have them.
CREATE FUNCTION fence.search_families(in_wedding uuid, for_side text, words jsonb, digits text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  wanted text;
  found uuid[] := '{}';
BEGIN
  SELECT string_agg('(' || (SELECT string_agg(format('s.text LIKE %L', '%' || form || '%'), ' OR ') FROM jsonb_array_elements_text(word) AS form) || ')', ' AND ')
  INTO wanted FROM jsonb_array_elements(words) AS word;
  IF wanted IS NOT NULL THEN
    EXECUTE 'SELECT array_agg(s.unit_id) FROM unit_search s WHERE s.wedding_id = $1 AND ($2 = ''all'' OR s.side = ''both'' OR s.side = $2) AND ' || wanted
    INTO found USING in_wedding, for_side;
  END IF;
  IF digits <> '' THEN
    found := found || ARRAY(SELECT p.unit_id FROM person_identifiers i JOIN people p ON p.wedding_id = i.wedding_id AND p.id = i.person_id AND p.live
      WHERE i.wedding_id = in_wedding AND i.valid_to IS NULL AND i.kind IN ('phone', 'email') AND i.value LIKE '%' || digits || '%'
        AND (for_side = 'all' OR i.side = 'both' OR i.side = for_side));
  END IF;
  RETURN coalesce(found, '{}');
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.tell_search(uuid[]), fence.people_told(), fence.families_told(), fence.search_families(uuid, text, jsonb, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.search_families(uuid, text, jsonb, text) TO parinaya_app;
--> statement-breakpoint
-- The tables' owner makes the triggers.
GRANT EXECUTE ON FUNCTION fence.people_told(), fence.families_told() TO SESSION_USER;
--> statement-breakpoint
SELECT fence.tell_search(array_agg(id)) FROM guest_units;
--> statement-breakpoint
-- What was deployed before asks by the old name until the new code is up; a later migration may drop it.
CREATE OR REPLACE FUNCTION fence.search_people(in_wedding uuid, for_side text, words jsonb, digits text) RETURNS TABLE (unit_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT unnest(fence.search_families(in_wedding, for_side, words, digits))
$$;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
CREATE INDEX unit_search_text ON unit_search USING gin (wedding_id, text gin_trgm_ops);
--> statement-breakpoint
-- Whatever is looked for, the index is the way; weighing each word against a hundred samples takes longer than a look-up.
ALTER TABLE unit_search ALTER COLUMN text SET STATISTICS 0;
--> statement-breakpoint
DROP INDEX people_search, guest_units_search;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.tidy_search() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT gin_clean_pending_list('unit_search_text'), gin_clean_pending_list('person_identifiers_search')
$$;
--> statement-breakpoint
CREATE TRIGGER told_of_new AFTER INSERT ON people REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION fence.people_told();
--> statement-breakpoint
CREATE TRIGGER told_of_change AFTER UPDATE ON people REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION fence.people_told();
--> statement-breakpoint
CREATE TRIGGER told_of_gone AFTER DELETE ON people REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION fence.people_told();
--> statement-breakpoint
CREATE TRIGGER told_of_new AFTER INSERT ON guest_units REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION fence.families_told();
--> statement-breakpoint
CREATE TRIGGER told_of_change AFTER UPDATE ON guest_units REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION fence.families_told();

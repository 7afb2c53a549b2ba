-- What a page of a search shows first is known where it is found: a thousand families were looked up one by one for
-- their names alone, to be put in order.
ALTER TABLE "unit_search" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_search" ADD COLUMN "live" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- The words lead: where the wedding did, each of its families was visited between two that have the words.
DROP INDEX unit_search_text;
--> statement-breakpoint
CREATE INDEX unit_search_text ON unit_search USING gin (text gin_trgm_ops, wedding_id);
--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.tell_search(units uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  INSERT INTO unit_search AS s (unit_id, wedding_id, side, name, live, text)
  SELECT u.id, u.wedding_id, u.side, u.name, u.live, coalesce((
    SELECT string_agg(DISTINCT word COLLATE "C", ' ') FROM string_to_table(concat_ws(' ', fence.searched_name(u.name), (
      SELECT string_agg(p.search_text, ' ') FROM people p WHERE p.wedding_id = u.wedding_id AND p.unit_id = u.id AND p.live
    )), ' ') AS word), '')
  FROM guest_units u WHERE u.id = ANY (units)
  ON CONFLICT (unit_id) DO UPDATE SET text = excluded.text, name = excluded.name, live = excluded.live
    WHERE (s.text, s.name, s.live) IS DISTINCT FROM (excluded.text, excluded.name, excluded.live)
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.families_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE touched uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- Those that came with people are told by them.
    EXECUTE 'SELECT array_agg(id) FROM came u WHERE NOT EXISTS (SELECT FROM people p WHERE p.wedding_id = u.wedding_id AND p.unit_id = u.id AND p.live)' INTO touched;
  ELSE
    SELECT array_agg(id) INTO touched FROM (SELECT id, name, live FROM came EXCEPT SELECT id, name, live FROM went) changed;
  END IF;
  IF touched IS NOT NULL THEN PERFORM fence.tell_search(touched); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The question to ask for a search, of a wedding `$1` and a side `$2`: families by words, or by a number of somebody who
-- lives there. It is asked by its own text, for the words alone say how many have them.
CREATE FUNCTION fence.search_question(words jsonb, digits text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT string_agg('SELECT s.unit_id, s.name FROM ' || part, ' UNION ') FROM (
    SELECT 'unit_search s WHERE s.wedding_id = $1 AND s.live AND ($2 = ''all'' OR s.side = ''both'' OR s.side = $2) AND ' || string_agg(
      '(' || (SELECT string_agg(format('s.text LIKE %L', '%' || form || '%'), ' OR ') FROM jsonb_array_elements_text(word) AS form) || ')', ' AND ')
    FROM jsonb_array_elements(words) AS word
    UNION ALL
    SELECT format('person_identifiers i JOIN people p ON p.wedding_id = i.wedding_id AND p.id = i.person_id AND p.live JOIN unit_search s ON s.unit_id = p.unit_id AND s.live
      WHERE i.wedding_id = $1 AND i.valid_to IS NULL AND i.kind IN (''phone'', ''email'') AND i.value LIKE %L AND ($2 = ''all'' OR i.side = ''both'' OR i.side = $2)', '%' || digits || '%')
    WHERE digits <> ''
  ) AS question(part) WHERE part IS NOT NULL
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.search_families(in_wedding uuid, for_side text, words jsonb, digits text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  question text := fence.search_question(words, digits);
  found uuid[];
BEGIN
  IF question IS NOT NULL THEN
    EXECUTE 'SELECT array_agg(unit_id) FROM (' || question || ') found' INTO found USING in_wedding, for_side;
  END IF;
  RETURN coalesce(found, '{}');
END $$;
--> statement-breakpoint
-- A page of them by name, and how many there are.
CREATE FUNCTION fence.search_page(in_wedding uuid, for_side text, words jsonb, digits text, at_most integer, after integer, OUT total integer, OUT units uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  question text := fence.search_question(words, digits);
BEGIN
  IF question IS NOT NULL THEN
    EXECUTE 'WITH found AS MATERIALIZED (' || question || ')
      SELECT (SELECT count(*)::int FROM found), ARRAY(SELECT unit_id FROM found ORDER BY name, unit_id LIMIT $3 OFFSET $4)'
    INTO total, units USING in_wedding, for_side, at_most, after;
  END IF;
  total := coalesce(total, 0);
  units := coalesce(units, '{}');
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.search_question(jsonb, text), fence.search_page(uuid, text, jsonb, text, integer, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.search_page(uuid, text, jsonb, text, integer, integer) TO parinaya_app;
--> statement-breakpoint
SELECT fence.tell_search(array_agg(id)) FROM guest_units;
--> statement-breakpoint
RESET ROLE;

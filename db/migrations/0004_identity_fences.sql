-- The second fence for what identity is made of.
SELECT fence.protect(name::regclass)
FROM unnest(ARRAY['person_diets', 'saved_views', 'claims', 'import_conflicts', 'merges', 'pending_keys', 'contact_accounts', 'import_mappings', 'parked_invitations']) AS name;
--> statement-breakpoint
-- Facts stay as they were said. To whom they are attributed follows identity: a merge taken back takes its replies along.
CREATE OR REPLACE FUNCTION fence.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE follows CONSTANT text[] := ARRAY['side', 'evidence', 'unit_id', 'person_id'];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - follows = to_jsonb(OLD) - follows THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
CREATE INDEX people_search ON people USING gin (wedding_id, search_text gin_trgm_ops) WHERE live;
--> statement-breakpoint
CREATE INDEX person_identifiers_search ON person_identifiers USING gin (wedding_id, value gin_trgm_ops) WHERE valid_to IS NULL AND kind IN ('phone', 'email');
--> statement-breakpoint
ALTER TABLE people SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
-- LIKE and similarity are not leakproof, so behind row-level security they reach no index. These two filter by wedding
-- and side themselves and return ids; their owner reads just these columns.
GRANT SELECT (id, wedding_id, side, unit_id, live, search_text) ON people TO parinaya_locator;
--> statement-breakpoint
CREATE POLICY locate ON people FOR SELECT TO parinaya_locator USING (true);
--> statement-breakpoint
GRANT SELECT (person_id, side) ON person_identifiers TO parinaya_locator;
--> statement-breakpoint
CREATE INDEX guest_units_search ON guest_units USING gin (wedding_id, lower(name) gin_trgm_ops) WHERE live;
--> statement-breakpoint
GRANT SELECT (id, wedding_id, side, name, live) ON guest_units TO parinaya_locator;
--> statement-breakpoint
CREATE POLICY locate ON guest_units FOR SELECT TO parinaya_locator USING (true);
--> statement-breakpoint
-- `words`: each a list of spellings, of which one must be found; the first word's reach the index, the others filter.
CREATE FUNCTION fence.search_people(in_wedding uuid, for_side text, words jsonb, digits text) RETURNS TABLE (unit_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p.unit_id FROM people p
  WHERE p.wedding_id = in_wedding AND p.live AND (for_side = 'all' OR p.side = 'both' OR p.side = for_side)
    AND (p.search_text LIKE '%' || (words->0->>0) || '%' OR p.search_text LIKE '%' || coalesce(words->0->>1, words->0->>0) || '%')
    AND NOT EXISTS (SELECT FROM jsonb_array_elements(words) w WHERE NOT EXISTS (SELECT FROM jsonb_array_elements_text(w) o WHERE p.search_text LIKE '%' || o || '%'))
  UNION
  SELECT u.id FROM guest_units u
  WHERE u.wedding_id = in_wedding AND u.live AND (for_side = 'all' OR u.side = 'both' OR u.side = for_side)
    AND lower(u.name) LIKE '%' || (words->0->>0) || '%'
    AND NOT EXISTS (SELECT FROM jsonb_array_elements(words) w WHERE lower(u.name) NOT LIKE '%' || (w->>0) || '%')
  UNION
  SELECT p.unit_id FROM person_identifiers i JOIN people p ON p.wedding_id = i.wedding_id AND p.id = i.person_id AND p.live
  WHERE digits <> '' AND i.wedding_id = in_wedding AND i.valid_to IS NULL AND i.kind IN ('phone', 'email') AND i.value LIKE '%' || digits || '%'
    AND (for_side = 'all' OR i.side = 'both' OR i.side = for_side)
$$;
--> statement-breakpoint
ALTER FUNCTION fence.search_people(uuid, text, jsonb, text) OWNER TO parinaya_locator;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.search_people(uuid, text, jsonb, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.search_people(uuid, text, jsonb, text) TO parinaya_app;
--> statement-breakpoint
-- Where a household's chat and old buttons lead: itself while it is live, else the one it went into.
CREATE FUNCTION fence.home_of(in_wedding uuid, unit uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public AS $$
  WITH RECURSIVE way AS (
    SELECT u.id, u.live, u.joined_into, 1 AS step FROM guest_units u WHERE u.wedding_id = in_wedding AND u.id = unit
    UNION ALL
    SELECT u.id, u.live, u.joined_into, w.step + 1 FROM way w JOIN guest_units u ON u.wedding_id = in_wedding AND u.id = w.joined_into
    WHERE NOT w.live AND w.step < 50
  )
  SELECT id FROM way ORDER BY step DESC LIMIT 1
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.home_of(uuid, uuid) TO parinaya_app;
--> statement-breakpoint
-- A live household with every household that went into it: whose messages, replies and consents are its own.
CREATE FUNCTION fence.family_of(in_wedding uuid, unit uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public AS $$
  WITH RECURSIVE family AS (
    SELECT unit AS id
    UNION
    SELECT u.id FROM family f JOIN guest_units u ON u.wedding_id = in_wedding AND u.joined_into = f.id AND NOT u.live
  )
  SELECT id FROM family
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.family_of(uuid, uuid) TO parinaya_app;
--> statement-breakpoint
CREATE INDEX guest_units_joined ON guest_units (wedding_id, joined_into) WHERE joined_into IS NOT NULL;
--> statement-breakpoint
CREATE INDEX unit_members_unit ON unit_members (wedding_id, unit_id);

-- Most households are called "… family", and whoever looks for Ami does not mean all of them: the word is no part of what
-- is searched (lib/kernel/scripts.ts says the same of people).
CREATE FUNCTION fence.searched_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(name), '(family|parivaar|parivar|kutumbam|kudumbam|kutumba|kutumb|परिवार|कुटुंब|कुटुम्ब|પરિવાર|કુટુંબ|ਪਰਿਵਾਰ|পরিবার|குடும்பம்|కుటుంబం|ಕುಟುಂಬ|കുടുംബം|خاندان)', '', 'g')
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.searched_name(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.searched_name(text) TO parinaya_app, parinaya_locator;
--> statement-breakpoint
DROP INDEX guest_units_search;
--> statement-breakpoint
CREATE INDEX guest_units_search ON guest_units USING gin (wedding_id, fence.searched_name(name) gin_trgm_ops) WHERE live;
--> statement-breakpoint
ALTER INDEX guest_units_search ALTER COLUMN 2 SET STATISTICS 0;
--> statement-breakpoint
ALTER TABLE people NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE people SET search_text = btrim(regexp_replace(search_text, '(\m(family|famili|parivaar|parivar|kutumbam|kudumbam|kutumba|kutumb)\M|परिवार|कुटुंब|कुटुम्ब|પરિવાર|કુટુંબ|ਪਰਿਵਾਰ|পরিবার|குடும்பம்|కుటుంబం|ಕುಟುಂಬ|കുടുംബം|خاندان)', '', 'g'))
WHERE search_text ~ '(\m(family|famili|parivaar|parivar|kutumbam|kudumbam|kutumba|kutumb)\M|परिवार|कुटुंब|कुटुम्ब|પરિવાર|કુટુંબ|ਪਰਿਵਾਰ|পরিবার|குடும்பம்|కుటుంబం|ಕುಟುಂಬ|കുടുംബം|خاندان)';
--> statement-breakpoint
ALTER TABLE people FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fence.search_people(in_wedding uuid, for_side text, words jsonb, digits text) RETURNS TABLE (unit_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  fenced CONSTANT text := '%1$s.wedding_id = $1 AND %1$s.live AND ($2 = ''all'' OR %1$s.side = ''both'' OR %1$s.side = $2)';
  of_people text;
  of_units text;
BEGIN
  SELECT string_agg('(' || (SELECT string_agg(format('p.search_text LIKE %L', '%' || form || '%'), ' OR ') FROM jsonb_array_elements_text(word) AS form) || ')', ' AND '),
    string_agg(format('fence.searched_name(u.name) LIKE %L', '%' || (word->>0) || '%'), ' AND ')
  INTO of_people, of_units FROM jsonb_array_elements(words) AS word;
  IF of_people IS NOT NULL THEN
    RETURN QUERY EXECUTE format('SELECT p.unit_id FROM people p WHERE %s AND %s UNION SELECT u.id FROM guest_units u WHERE %s AND %s',
      format(fenced, 'p'), of_people, format(fenced, 'u'), of_units) USING in_wedding, for_side;
  END IF;
  IF digits <> '' THEN
    RETURN QUERY SELECT p.unit_id FROM person_identifiers i JOIN people p ON p.wedding_id = i.wedding_id AND p.id = i.person_id AND p.live
      WHERE i.wedding_id = in_wedding AND i.valid_to IS NULL AND i.kind IN ('phone', 'email') AND i.value LIKE '%' || digits || '%'
        AND (for_side = 'all' OR i.side = 'both' OR i.side = for_side);
  END IF;
END $$;
--> statement-breakpoint
RESET ROLE;

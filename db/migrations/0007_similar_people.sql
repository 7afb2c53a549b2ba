-- Loads pg_trgm into this session: until then its threshold is a name the server does not know, and none may set it but a superuser.
SELECT show_limit();
--> statement-breakpoint
-- Pairs of people whose names look alike, each pair once, the likest first. What search_text holds besides the name is the
-- family's, which makes relatives alike as well: pairs of one household come after others. It filters by wedding and side itself.
CREATE FUNCTION fence.similar_people(in_wedding uuid, for_side text, page_limit int) RETURNS TABLE (a uuid, b uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.similarity_threshold = 0.4 AS $$
  SELECT p.id, q.id FROM people p JOIN people q ON q.wedding_id = p.wedding_id AND q.search_text % p.search_text AND p.id < q.id
  WHERE p.wedding_id = in_wedding AND q.wedding_id = in_wedding AND p.live AND q.live
    AND (for_side = 'all' OR p.side = 'both' OR p.side = for_side) AND (for_side = 'all' OR q.side = 'both' OR q.side = for_side)
  ORDER BY similarity(p.search_text, q.search_text) - CASE WHEN p.unit_id = q.unit_id THEN 0.3 ELSE 0 END DESC, p.id, q.id
  LIMIT least(page_limit, 500)
$$;
--> statement-breakpoint
ALTER FUNCTION fence.similar_people(uuid, text, int) OWNER TO parinaya_locator;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.similar_people(uuid, text, int) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.similar_people(uuid, text, int) TO parinaya_app;

-- A ceiling counts persons of both sides; who may see one side only must not pass it by not seeing the other.
GRANT SELECT (wedding_id, event_id, persons) ON event_places TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON event_places FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE FUNCTION fence.places_taken(in_wedding uuid, event uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(sum(p.persons), 0) FROM event_places p WHERE p.wedding_id = in_wedding AND p.event_id = event
$$;--> statement-breakpoint
ALTER FUNCTION fence.places_taken(uuid, uuid) OWNER TO parinaya_locator;--> statement-breakpoint
REVOKE ALL ON FUNCTION fence.places_taken(uuid, uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.places_taken(uuid, uuid) TO parinaya_app;--> statement-breakpoint
-- Whoever said yes before there was a ceiling keeps the places they were told.
CREATE FUNCTION fence.keep_places() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  INSERT INTO event_places (wedding_id, event_id, unit_id, side, persons)
  SELECT c.wedding_id, c.event_id, c.unit_id, c.side, c.adults + c.children FROM rsvp_current c
  WHERE c.wedding_id = NEW.wedding_id AND c.event_id = NEW.id AND c.answer = 'yes'
  ON CONFLICT (wedding_id, event_id, unit_id) DO UPDATE SET persons = excluded.persons;
  RETURN NULL;
END $$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.keep_places() TO parinaya_app;--> statement-breakpoint
CREATE TRIGGER keep_places AFTER UPDATE OF ceiling_persons ON events FOR EACH ROW
  WHEN (OLD.ceiling_persons IS NULL AND NEW.ceiling_persons IS NOT NULL) EXECUTE FUNCTION fence.keep_places();

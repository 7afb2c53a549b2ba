CREATE TABLE "event_words" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"wedding_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"language" text NOT NULL,
	"name" text,
	"dress" text,
	"note" text,
	"shown_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_words_language" UNIQUE("wedding_id","event_id","language"),
	CONSTRAINT "event_words_name" UNIQUE("wedding_id","language","name") DEFERRABLE INITIALLY IMMEDIATE,
	CONSTRAINT "event_words_language_known" CHECK (language in ('en', 'hi', 'gu', 'mr', 'ta', 'te', 'kn', 'ml', 'pa', 'bn', 'ur')),
	CONSTRAINT "event_words_lengths" CHECK (length(name) between 2 and 60 and length(dress) between 1 and 120 and length(note) between 1 and 600)
);
--> statement-breakpoint
ALTER TABLE "site_photos" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "site_previews" ADD COLUMN "unneeded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "site_previews" ADD COLUMN "going_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "cover_photo_id" uuid;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "tidied_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "event_words" ADD CONSTRAINT "event_words_event" FOREIGN KEY ("wedding_id","event_id") REFERENCES "public"."events"("wedding_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
SELECT fence.protect('event_words');--> statement-breakpoint
-- The moment of a function's words in one language, beside the function's own: an edit of one language's words is no
-- other language's matter.
CREATE FUNCTION fence.note_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF (NEW.name, NEW.dress, NEW.note) IS DISTINCT FROM (OLD.name, OLD.dress, OLD.note) THEN
    NEW.shown_at := clock_timestamp();
    NEW.version := OLD.version + 1;
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER note_words BEFORE UPDATE ON event_words FOR EACH ROW EXECUTE FUNCTION fence.note_words();--> statement-breakpoint
-- Since when a photo is shown to nobody; written here, so that code of before, which runs beside this during a deploy, cannot forget it.
CREATE FUNCTION fence.note_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  NEW.removed_at := CASE WHEN NEW.state = 'removed' THEN coalesce(NEW.removed_at, clock_timestamp()) END;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER note_removed BEFORE INSERT OR UPDATE ON site_photos FOR EACH ROW EXECUTE FUNCTION fence.note_removed();--> statement-breakpoint
ALTER TABLE site_photos NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE site_photos SET state = state WHERE state = 'removed';--> statement-breakpoint
ALTER TABLE site_photos FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "site_photos" ADD CONSTRAINT "site_photos_removed" CHECK ((state = 'removed') = (removed_at is not null));--> statement-breakpoint
ALTER TABLE sites NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE site_versions NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE sites s SET cover_photo_id = (v.content->'cover'->>'photoId')::uuid FROM site_versions v
WHERE v.wedding_id = s.wedding_id AND v.number = s.published_number;--> statement-breakpoint
ALTER TABLE sites FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE site_versions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT (cover_photo_id, tidied_at) ON sites TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (id) ON site_photos TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, unneeded_at) ON site_previews TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, event_id, language, shown_at) ON event_words TO parinaya_locator;--> statement-breakpoint
CREATE POLICY locate ON site_previews FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
CREATE POLICY locate ON event_words FOR SELECT TO parinaya_locator USING (true);--> statement-breakpoint
-- As before, but of the photos only the one that stands on the cover moves the page.
CREATE OR REPLACE FUNCTION fence.site_stamp(in_wedding uuid, shown uuid[]) RETURNS text
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT left(encode(sha256(convert_to(concat_ws('|', s.published_number, extract(epoch FROM s.published_at), w.name, w.hosts, w.version,
    (SELECT p.state FROM site_photos p WHERE p.wedding_id = in_wedding AND p.id = s.cover_photo_id),
    (SELECT string_agg(e.id || ' ' || extract(epoch FROM e.shown_at) || ' ' || coalesce(extract(epoch FROM v.shown_at)::text, '-'), ',' ORDER BY e.position, e.id)
     FROM events e LEFT JOIN venues v ON v.wedding_id = e.wedding_id AND v.id = e.venue_id
     WHERE e.wedding_id = in_wedding AND e.id = ANY (shown))), 'UTF8')), 'hex'), 24)
  FROM sites s JOIN weddings w ON w.id = s.wedding_id WHERE s.wedding_id = in_wedding
$$;--> statement-breakpoint
-- What the words of these functions are, by language: all moments, not the latest, which a slower writer could hide behind.
CREATE FUNCTION fence.word_stamps(in_wedding uuid, shown uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce(jsonb_object_agg(t.language, t.stamp), '{}') FROM (
    SELECT t.language, left(encode(sha256(convert_to(string_agg(t.event_id || ' ' || extract(epoch FROM t.shown_at), ',' ORDER BY t.event_id), 'UTF8')), 'hex'), 24) AS stamp
    FROM event_words t WHERE t.wedding_id = in_wedding AND t.event_id = ANY (shown) GROUP BY t.language) t
$$;--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
DROP FUNCTION fence.locate_slug(text);--> statement-breakpoint
CREATE FUNCTION fence.locate_slug(asked text) RETURNS TABLE (state text, slug text, audience_id uuid, stamp text, languages jsonb, words jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  wedding uuid;
  shown uuid[];
BEGIN
  SELECT t.wedding_id, t.slug, CASE WHEN t.published_number IS NULL THEN 'unpublished' WHEN t.slug <> asked THEN 'moved' ELSE 'published' END, t.languages
  INTO wedding, slug, state, languages
  FROM site_slugs a JOIN sites t ON t.wedding_id = a.wedding_id WHERE a.slug = asked;
  IF NOT FOUND THEN RETURN; END IF;
  IF state = 'published' THEN
    shown := ARRAY(SELECT e.id FROM events e WHERE e.wedding_id = wedding AND e.visibility = 'public' ORDER BY e.id);
    audience_id := fence.audience_of(wedding, shown);
    stamp := fence.site_stamp(wedding, shown);
    words := fence.word_stamps(wedding, shown);
  END IF;
  RETURN NEXT;
END $$;--> statement-breakpoint
DROP FUNCTION fence.locate_guest(text);--> statement-breakpoint
CREATE FUNCTION fence.locate_guest(hash text) RETURNS TABLE (state text, audience_id uuid, stamp text, languages jsonb, language text, words jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  wedding uuid;
  home uuid;
  shown uuid[];
BEGIN
  SELECT g.wedding_id, u.id, u.language INTO wedding, home, language
  FROM guest_links g JOIN guest_units u ON u.wedding_id = g.wedding_id AND u.id = fence.home_of(g.wedding_id, g.unit_id) AND u.live
  WHERE g.token_hash = hash AND g.revoked_at IS NULL;
  IF NOT FOUND THEN RETURN; END IF;
  IF fence.guest_links_end(wedding) <= now() THEN
    state := 'ended';
    RETURN NEXT;
    RETURN;
  END IF;
  SELECT t.languages INTO languages FROM sites t WHERE t.wedding_id = wedding AND t.published_number IS NOT NULL;
  IF NOT FOUND THEN
    state := 'unpublished';
    RETURN NEXT;
    RETURN;
  END IF;
  shown := ARRAY(SELECT i.event_id FROM invitations i WHERE i.wedding_id = wedding AND i.unit_id = home ORDER BY i.event_id);
  state := 'published';
  audience_id := fence.audience_of(wedding, shown);
  stamp := fence.site_stamp(wedding, shown);
  words := fence.word_stamps(wedding, shown);
  RETURN NEXT;
END $$;--> statement-breakpoint
-- Websites whose pictures are to be looked through: each week, and each day while something waits to be deleted.
CREATE FUNCTION fence.sites_to_tidy() RETURNS TABLE (wedding_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s.wedding_id FROM sites s
  WHERE s.tidied_at < now() - interval '7 days' OR s.tidied_at < now() - interval '1 day' AND (
    EXISTS (SELECT FROM site_photos p WHERE p.wedding_id = s.wedding_id AND p.state = 'removed')
    OR EXISTS (SELECT FROM site_previews p WHERE p.wedding_id = s.wedding_id AND p.unneeded_at IS NOT NULL))
  ORDER BY s.tidied_at LIMIT 100
$$;--> statement-breakpoint
DO $$
DECLARE definer text;
BEGIN
  FOREACH definer IN ARRAY ARRAY['locate_slug(text)', 'locate_guest(text)', 'sites_to_tidy()'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION fence.%s FROM PUBLIC', definer);
    EXECUTE format('GRANT EXECUTE ON FUNCTION fence.%s TO parinaya_app', definer);
  END LOOP;
END $$;--> statement-breakpoint
RESET ROLE;

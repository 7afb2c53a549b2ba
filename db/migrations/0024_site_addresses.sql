CREATE TABLE "site_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"wedding_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_slugs_slug" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60)
);
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "languages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "shown_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "venues" ADD COLUMN "shown_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
ALTER TABLE "site_slugs" ADD CONSTRAINT "site_slugs_site_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."sites"("wedding_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "site_slugs_site" ON "site_slugs" USING btree ("wedding_id");--> statement-breakpoint
SELECT fence.protect('site_slugs');--> statement-breakpoint
-- The moment at which something a guest can read changed: what a page is called by, and what it says of itself.
CREATE FUNCTION fence.note_shown() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF TG_TABLE_NAME = 'venues' THEN
    IF (NEW.name, NEW.address, NEW.map_url) IS DISTINCT FROM (OLD.name, OLD.address, OLD.map_url) THEN
      NEW.shown_at := clock_timestamp();
    END IF;
  ELSIF (NEW.name, NEW.starts_at, NEW.zone, NEW.venue_id, NEW.dress, NEW.note, NEW.cancelled_at)
    IS DISTINCT FROM (OLD.name, OLD.starts_at, OLD.zone, OLD.venue_id, OLD.dress, OLD.note, OLD.cancelled_at) THEN
    NEW.shown_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER note_shown BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION fence.note_shown();--> statement-breakpoint
CREATE TRIGGER note_shown BEFORE UPDATE ON venues FOR EACH ROW EXECUTE FUNCTION fence.note_shown();--> statement-breakpoint
GRANT SELECT (wedding_id, slug, published_number, published_at, languages) ON sites TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (slug, wedding_id) ON site_slugs TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (id, wedding_id, events_hash), INSERT (wedding_id, event_ids, events_hash) ON site_audiences TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, state) ON site_photos TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (id, wedding_id, position, visibility, venue_id, starts_at, shown_at) ON events TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (id, wedding_id, shown_at) ON venues TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (wedding_id, unit_id, event_id) ON invitations TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (joined_into, language) ON guest_units TO parinaya_locator;--> statement-breakpoint
GRANT SELECT (hosts, version) ON weddings TO parinaya_locator;--> statement-breakpoint
DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['sites', 'site_slugs', 'site_audiences', 'site_photos', 'events', 'venues', 'invitations'] LOOP
    EXECUTE format('CREATE POLICY locate ON public.%I FOR SELECT TO parinaya_locator USING (true)', target);
  END LOOP;
END $$;--> statement-breakpoint
CREATE POLICY locate_new ON site_audiences FOR INSERT TO parinaya_locator WITH CHECK (true);--> statement-breakpoint
-- Links of households end some time after the last function, so that an address in an old chat opens nothing for ever.
CREATE FUNCTION fence.guest_links_end(in_wedding uuid) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT max(e.starts_at) + interval '90 days' FROM events e WHERE e.wedding_id = in_wedding
$$;--> statement-breakpoint
-- What a page of these functions is made of, in one word: when any of it changes, so does the word, and with it the
-- page's key in the cache. Nothing of a household goes into it.
CREATE FUNCTION fence.site_stamp(in_wedding uuid, shown uuid[]) RETURNS text
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT left(encode(sha256(convert_to(concat_ws('|', s.published_number, extract(epoch FROM s.published_at), w.name, w.hosts, w.version,
    (SELECT count(*) FROM site_photos p WHERE p.wedding_id = in_wedding AND p.state = 'removed'),
    (SELECT string_agg(e.id || ' ' || extract(epoch FROM e.shown_at) || ' ' || coalesce(extract(epoch FROM v.shown_at)::text, '-'), ',' ORDER BY e.position, e.id)
     FROM events e LEFT JOIN venues v ON v.wedding_id = e.wedding_id AND v.id = e.venue_id
     WHERE e.wedding_id = in_wedding AND e.id = ANY (shown))), 'UTF8')), 'hex'), 24)
  FROM sites s JOIN weddings w ON w.id = s.wedding_id WHERE s.wedding_id = in_wedding
$$;--> statement-breakpoint
-- A set of functions by an id that says nothing of them, given when the set is first asked for.
CREATE FUNCTION fence.audience_of(in_wedding uuid, shown uuid[]) RETURNS uuid
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  named text := encode(sha256(convert_to(array_to_string(shown, ','), 'UTF8')), 'hex');
  found_id uuid;
BEGIN
  SELECT a.id INTO found_id FROM site_audiences a WHERE a.wedding_id = in_wedding AND a.events_hash = named;
  IF found_id IS NULL THEN
    INSERT INTO site_audiences (wedding_id, event_ids, events_hash) VALUES (in_wedding, to_jsonb(shown), named) ON CONFLICT DO NOTHING;
    SELECT a.id INTO found_id FROM site_audiences a WHERE a.wedding_id = in_wedding AND a.events_hash = named;
  END IF;
  RETURN found_id;
END $$;--> statement-breakpoint
-- The public page of an address: 'published' (then with what its key is made of), 'unpublished', or 'moved' to `slug`.
CREATE FUNCTION fence.locate_slug(asked text) RETURNS TABLE (state text, slug text, audience_id uuid, stamp text, languages jsonb)
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
  END IF;
  RETURN NEXT;
END $$;--> statement-breakpoint
-- The page of a household's link: 'published', 'unpublished' (its answers alone), or 'ended'. Unknown, withdrawn: no row.
CREATE FUNCTION fence.locate_guest(hash text) RETURNS TABLE (state text, audience_id uuid, stamp text, languages jsonb, language text)
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
  RETURN NEXT;
END $$;--> statement-breakpoint
-- The wedding of an audience, for the page that is drawn from a signed key.
CREATE FUNCTION fence.locate_audience(asked uuid) RETURNS TABLE (wedding_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT a.wedding_id FROM site_audiences a WHERE a.id = asked
$$;--> statement-breakpoint
DO $$
DECLARE definer text;
BEGIN
  FOREACH definer IN ARRAY ARRAY['locate_slug(text)', 'locate_guest(text)', 'locate_audience(uuid)'] LOOP
    EXECUTE format('ALTER FUNCTION fence.%s OWNER TO parinaya_locator', definer);
    EXECUTE format('REVOKE ALL ON FUNCTION fence.%s FROM PUBLIC', definer);
    EXECUTE format('GRANT EXECUTE ON FUNCTION fence.%s TO parinaya_app', definer);
  END LOOP;
END $$;--> statement-breakpoint
SET LOCAL ROLE parinaya_locator;--> statement-breakpoint
-- Whose token it is: a vendor's file, a household's page (until it ends), a relative's list.
CREATE OR REPLACE FUNCTION fence.locate_token(hash text) RETURNS TABLE (kind text, wedding_id uuid, subject_id uuid, token_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT 'export', l.wedding_id, l.export_id, l.id FROM export_links l
  WHERE l.token_hash = hash AND l.revoked_at IS NULL AND l.expires_at > now()
  UNION ALL
  SELECT 'guest', g.wedding_id, g.unit_id, g.id FROM guest_links g
  WHERE g.token_hash = hash AND g.revoked_at IS NULL AND coalesce(fence.guest_links_end(g.wedding_id) > now(), true)
  UNION ALL
  SELECT 'relay', r.wedding_id, r.sender_id, r.id FROM relay_links r
  WHERE r.token_hash = hash AND r.revoked_at IS NULL AND r.expires_at > now()
$$;--> statement-breakpoint
RESET ROLE;

CREATE TABLE "second_seats" (
	"wedding_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"event_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"adult" boolean NOT NULL,
	CONSTRAINT "second_seats_wedding_id_person_id_event_id_unit_id_adult_pk" PRIMARY KEY("wedding_id","person_id","event_id","unit_id","adult")
);
--> statement-breakpoint
ALTER TABLE "second_seats" ADD CONSTRAINT "second_seats_unit_fk" FOREIGN KEY ("wedding_id","unit_id","side") REFERENCES "public"."guest_units"("wedding_id","id","side") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "second_seats" ADD CONSTRAINT "second_seats_invitation_fk" FOREIGN KEY ("wedding_id","unit_id","event_id") REFERENCES "public"."invitations"("wedding_id","unit_id","event_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "second_seats_unit" ON "second_seats" USING btree ("wedding_id","unit_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_members_second" ON "unit_members" USING btree ("wedding_id","person_id") WHERE secondary and valid_to is null;--> statement-breakpoint
UPDATE guest_units u SET edits = jsonb_set(u.edits, '{tagged}', t.tags)
FROM (SELECT wedding_id, unit_id, jsonb_agg(tag ORDER BY tag) AS tags FROM unit_tags WHERE by_hand GROUP BY 1, 2) t
WHERE t.wedding_id = u.wedding_id AND t.unit_id = u.id;--> statement-breakpoint
ALTER TABLE "unit_tags" DROP COLUMN "by_hand";--> statement-breakpoint
SELECT fence.protect('second_seats');--> statement-breakpoint
CREATE FUNCTION fence.own_consent(in_wedding uuid, unit uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce((
    SELECT coalesce(own.granted = 'yes', u.attested)
    FROM guest_units u
    LEFT JOIN LATERAL (
      SELECT c.granted FROM consents c WHERE c.wedding_id = u.wedding_id AND c.basis = 'guest_reply'
        AND c.unit_id IN (SELECT fence.family_of(u.wedding_id, u.id)) ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1) own ON true
    WHERE u.wedding_id = in_wedding AND u.id = fence.home_of(in_wedding, unit)), false)
$$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.own_consent(uuid, uuid) TO parinaya_app;--> statement-breakpoint
-- A household that somebody else is written to for stands on that one's word; what it took back itself still counts.
CREATE OR REPLACE FUNCTION fence.consented(in_wedding uuid, unit uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce((
    SELECT CASE
      WHEN p.id IS NULL THEN fence.own_consent(in_wedding, u.id)
      ELSE fence.own_consent(in_wedding, p.unit_id) AND coalesce((
        SELECT c.granted = 'yes' FROM consents c WHERE c.wedding_id = u.wedding_id AND c.basis = 'guest_reply'
          AND c.unit_id IN (SELECT fence.family_of(u.wedding_id, u.id)) ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1), true)
      END
    FROM guest_units u
    LEFT JOIN people x ON x.wedding_id = u.wedding_id AND x.id = u.proxy_person_id
    LEFT JOIN people p ON p.wedding_id = u.wedding_id AND p.id = coalesce(x.merged_into, x.id) AND p.live
    WHERE u.wedding_id = in_wedding AND u.id = fence.home_of(in_wedding, unit)), false)
$$;

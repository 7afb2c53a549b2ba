ALTER TABLE "guest_units" ADD COLUMN "attested" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "attested" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
UPDATE claims SET attested = rows;
--> statement-breakpoint
UPDATE guest_units u SET attested = true WHERE EXISTS (SELECT FROM consents c WHERE c.wedding_id = u.wedding_id AND c.unit_id = u.id AND c.basis = 'host_attestation' AND c.granted = 'yes');
--> statement-breakpoint
UPDATE people p SET claimed = p.claimed || jsonb_build_object('attested', u.attested) FROM guest_units u WHERE u.wedding_id = p.wedding_id AND u.id = p.unit_id;
--> statement-breakpoint
-- Whether a household may be written to: the host vouched for somebody in it, or a guest wrote; and no guest took it back.
CREATE FUNCTION fence.consented(in_wedding uuid, unit uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce((
    SELECT coalesce(own.granted = 'yes', u.attested)
    FROM guest_units u
    LEFT JOIN LATERAL (
      SELECT c.granted FROM consents c WHERE c.wedding_id = u.wedding_id AND c.basis = 'guest_reply'
        AND c.unit_id IN (SELECT fence.family_of(u.wedding_id, u.id)) ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1) own ON true
    WHERE u.wedding_id = in_wedding AND u.id = fence.home_of(in_wedding, unit)), false)
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fence.consented(uuid, uuid) TO parinaya_app;
--> statement-breakpoint
-- One word per household and list, however often the list's rows meet it.
CREATE UNIQUE INDEX consents_once_per_list ON consents (wedding_id, unit_id, (evidence->>'batch')) WHERE basis = 'host_attestation' AND evidence->>'batch' IS NOT NULL;

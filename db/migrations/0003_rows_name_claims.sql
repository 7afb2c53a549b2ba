-- What was imported before claims were kept: each person gets one, found again by the row it came from.
INSERT INTO claims (wedding_id, key, side, home, draft, person_id, rows)
SELECT DISTINCT ON (p.id) p.wedding_id, 'before-claims:' || p.id, p.side,
  CASE WHEN u.group_key LIKE 'column:%' THEN u.group_key END, r.draft, p.id, 1
FROM people p
JOIN guest_units u ON u.wedding_id = p.wedding_id AND u.id = p.unit_id
JOIN import_rows r ON r.wedding_id = p.wedding_id AND r.person_id = p.id
ORDER BY p.id, r.batch_id, r.row_number;
--> statement-breakpoint
UPDATE import_rows r SET claim_id = c.id FROM claims c
WHERE c.wedding_id = r.wedding_id AND c.person_id = r.person_id AND r.outcome IN ('created', 'matched');
--> statement-breakpoint
UPDATE guest_units u SET group_key = 'person:' || (SELECT p.id FROM people p WHERE p.wedding_id = u.wedding_id AND p.unit_id = u.id ORDER BY p.contact_rank, p.id LIMIT 1)
WHERE u.group_key IS NULL AND EXISTS (SELECT FROM people p WHERE p.wedding_id = u.wedding_id AND p.unit_id = u.id);
--> statement-breakpoint
UPDATE guest_units SET live = false WHERE joined_into IS NOT NULL;
--> statement-breakpoint
UPDATE people p SET claimed = jsonb_build_object('homes', jsonb_build_array(coalesce(u.group_key, 'person:' || p.id)), 'household', u.name, 'side', p.side, 'address', u.address,
  'extraAdults', 0, 'extraChildren', 0, 'language', u.language, 'tags', '[]'::jsonb)
FROM guest_units u WHERE u.wedding_id = p.wedding_id AND u.id = p.unit_id;
--> statement-breakpoint
UPDATE guest_units SET edits = jsonb_build_object('name', name, 'unnamedAdults', unnamed_adults, 'unnamedChildren', unnamed_children);
--> statement-breakpoint
UPDATE unit_tags SET by_hand = true;
--> statement-breakpoint
UPDATE invitations SET own_adults = adults, own_children = children;
--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "person_id";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "unit_id";
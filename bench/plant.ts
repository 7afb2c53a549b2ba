import type pg from "pg";
import { newId } from "@/lib/kernel/ids";

export interface Planted {
  weddingId: string;
  runId: string;
  userId: string;
  senderId: string;
}

/** A wedding of `n` invited families with a phone and the host's word each, planted by SQL: no part of the figure. */
export async function plant(admin: pg.Client, n: number): Promise<Planted> {
  const [weddingId, runId, userId, senderId, templateId] = Array.from({ length: 5 }, () => newId()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await admin.query("insert into users (id, email) values ($1, $2)", [userId, `${userId}@bench.test`]);
  await admin.query("insert into weddings (id, name, hosts) values ($1, 'Bench', 'Meera & Rajesh Sharma')", [
    weddingId,
  ]);
  await admin.query(
    "insert into senders (id, wedding_id, provider, phone_number_id, business_account_id, display_number) values ($1, $2, 'meta', $3, '1', '+911')",
    [senderId, weddingId, senderId],
  );
  await admin.query(
    `insert into templates (id, wedding_id, sender_id, provider_id, name, language, category, status, body, parameters, buttons) values ($1, $2, $3, '1', 'x', 'en', 'MARKETING', 'APPROVED', '{{1}} {{2}} {{3}} {{4}}', '["1","2","3","4"]', '[]')`,
    [templateId, weddingId, senderId],
  );
  await admin.query(
    "insert into events (wedding_id, name, position, zone) select $1, 'Function ' || i, i, 'Asia/Kolkata' from generate_series(1, 8) i",
    [weddingId],
  );
  await admin.query(
    "insert into guest_units (wedding_id, side, name, attested) select $1, 'both', 'Family ' || i, true from generate_series(1, $2::int) i",
    [weddingId, n],
  );
  await admin.query(
    "insert into people (wedding_id, unit_id, side, name) select wedding_id, id, side, name from guest_units where wedding_id = $1",
    [weddingId],
  );
  await admin.query(
    "insert into person_identifiers (wedding_id, person_id, side, kind, value, fingerprint, source) select wedding_id, id, side, 'phone', '+9198' || lpad(row_number() over ()::text, 8, '0'), sha256(id::text::bytea), 'bench' from people where wedding_id = $1",
    [weddingId],
  );
  await admin.query(
    "insert into consents (wedding_id, unit_id, side, basis, granted, actor) select wedding_id, id, side, 'host_attestation', 'yes', 'bench' from guest_units where wedding_id = $1",
    [weddingId],
  );
  await admin.query(
    "insert into invitations (wedding_id, unit_id, side, event_id, adults, children) select u.wedding_id, u.id, u.side, e.id, 3, 1 from guest_units u join events e using (wedding_id) where u.wedding_id = $1",
    [weddingId],
  );
  await admin.query(
    "insert into send_runs (id, wedding_id, name, purpose, sender_id, template_id, audience) values ($1, $2, 'Bench', 'invitation', $3, $4, '{}')",
    [runId, weddingId, senderId, templateId],
  );
  await admin.query("analyze");
  return { weddingId, runId, userId, senderId };
}

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

/**
 * The same with families of four who have been written to: a third of them have read it, six in ten have answered each
 * function, one in twenty differently before, and for one in a hundred the family has written down something else.
 */
export async function plantAnswered(admin: pg.Client, n: number): Promise<Planted> {
  const planted = await plant(admin, n);
  const mine = [planted.weddingId];
  await admin.query(
    `insert into people (wedding_id, unit_id, side, name, age_band, diet) select u.wedding_id, u.id, u.side, u.name || m.i, case m.i when 3 then 'child' when 4 then 'infant' else 'adult' end,
       case when abs(hashtext(u.id::text)) % 3 = 0 then 'veg' when abs(hashtext(u.id::text)) % 7 = 0 then 'jain' end from guest_units u cross join generate_series(2, 4) m(i) where u.wedding_id = $1`,
    mine,
  );
  await admin.query(
    `insert into messages (wedding_id, unit_id, side, sender_id, run_id, wave, kind, destination, content, state)
     select wedding_id, id, side, $2, $3, 'first', 'template', '+9198' || lpad((row_number() over ())::text, 8, '0'), '{}', 'delivered' from guest_units where wedding_id = $1`,
    [planted.weddingId, planted.senderId, planted.runId],
  );
  await admin.query(
    "insert into message_attempts (wedding_id, message_id, side, number, state, rank, provider_id) select wedding_id, id, side, 1, 'delivered', 3, 'wamid.' || id from messages where wedding_id = $1",
    mine,
  );
  await admin.query(
    "insert into message_receipts (wedding_id, attempt_id, status, provider_at) select wedding_id, id, 'read', now() from message_attempts where wedding_id = $1 and abs(hashtext(id::text)) % 3 = 0",
    mine,
  );
  // Half of the families that come all come; of the others only a number is known. A guest who writes is known, a caller is not.
  const answer = (channel: "whatsapp" | "phone", share: string, adults: number, children: number) =>
    admin.query(
      `insert into rsvp_answers (wedding_id, unit_id, side, event_id, answer, adults, children, channel, person_id, actor, answered_at)
       select i.wedding_id, i.unit_id, i.side, i.event_id, case when h % 5 = 0 then 'no' else 'yes' end, case when h % 5 = 0 then 0 when f % 2 = 0 then 2 else ${adults} end,
         case when h % 5 = 0 then 0 when f % 2 = 0 then 2 else ${children} end, '${channel}', ${channel === "phone" ? "null" : "p.person_id"}, 'bench', clock_timestamp()
       from (select n.*, abs(hashtext(unit_id::text || event_id)) as h, abs(hashtext(unit_id::text)) as f from invitations n where wedding_id = $1) i
       join (select l.unit_id, k.person_id from people l join person_identifiers k on k.wedding_id = l.wedding_id and k.person_id = l.id where l.wedding_id = $1) p using (unit_id)
       where ${share}`,
      mine,
    );
  await answer("whatsapp", "h % 20 = 0", 1, 0);
  await answer("whatsapp", "h % 10 < 6", 3, 1);
  await answer("phone", "f % 100 = 0", 2, 0);
  await admin.query(
    `insert into rsvp_current (wedding_id, unit_id, side, event_id, answer_id, answer, adults, children, answered_at)
     select distinct on (unit_id, event_id) wedding_id, unit_id, side, event_id, id, answer, adults, children, answered_at from rsvp_answers where wedding_id = $1
     order by unit_id, event_id, answered_at desc, recorded_at desc, id desc`,
    mine,
  );
  await admin.query("analyze");
  return planted;
}

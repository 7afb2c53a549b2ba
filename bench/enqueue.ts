import pg from "pg";
import { mintScope } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { freezeRun } from "@/lib/messaging/commands/freeze-run";
import { rehearseRun } from "@/lib/messaging/commands/rehearse-run";
import type { Stack } from "@/scripts/stack/stack";
import { alternate, type Figure, round, timed } from "./measure";

const ROUNDS = 5;

/** Freeze + gate + enqueue by the product's own command, against a raw INSERT … SELECT of the very same rows. */
export async function enqueue(stack: Stack): Promise<Figure> {
  const large = await measure(stack, 20_000);
  const small = await measure(stack, 200);
  return { ...large, goal: "at most 2 at 20,000 households, 4 at 200", households_200: small };
}

async function measure(stack: Stack, households: number): Promise<Figure> {
  const admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    const { weddingId, runId, userId } = await plant(admin, households);
    const ctx = {
      scope: mintScope(weddingId, { kind: "user", userId, role: "owner" }),
      correlationId: "bench",
    };
    const rehearsed = await rehearseRun(ctx, { runId });
    if (!rehearsed.ok || rehearsed.value.recipients !== households)
      throw new Error(`rehearsal: ${JSON.stringify(rehearsed)}`);
    await admin.query(
      "drop table if exists bench_floor; create table bench_floor (like messages including all)",
    );
    const freeze = async () => {
      const ms = await timed(async () => {
        const done = await freezeRun(ctx, { runId });
        if (!done.ok) throw new Error(done.message);
      });
      await admin.query(
        "drop table if exists bench_rows; create table bench_rows as select * from messages where run_id = '" +
          runId +
          "'",
      );
      await admin.query("delete from messages where run_id = $1", [runId]);
      await admin.query("update send_runs set state = 'rehearsed', frozen_hash = null where id = $1", [
        runId,
      ]);
      await admin.query("vacuum messages");
      return ms;
    };
    const raw = async () => {
      await admin.query("truncate bench_floor");
      return timed(() => admin.query("insert into bench_floor select * from bench_rows"));
    };
    await freeze();
    await raw();
    const { value, floor, worst } = await alternate(ROUNDS, freeze, raw);
    return {
      value: round(value, 1),
      floor: round(floor, 1),
      ratio_to_floor: round(value / floor),
      goal: "",
      unit: "ms",
      n: households,
      worst: round(worst, 1),
      rounds: ROUNDS,
    };
  } finally {
    await admin.query("drop table if exists bench_floor, bench_rows");
    await admin.end();
  }
}

/** A wedding of `n` invited families with a phone and the host's word each, planted by SQL: no part of the figure. */
async function plant(
  admin: pg.Client,
  n: number,
): Promise<{ weddingId: string; runId: string; userId: string }> {
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
    "insert into templates (id, wedding_id, sender_id, provider_id, name, language, category, status, body, parameter_count, buttons) values ($1, $2, $3, '1', 'x', 'en', 'MARKETING', 'APPROVED', '{{1}}', 4, '[]')",
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
  return { weddingId, runId, userId };
}

import { expect, it } from "vitest";
import { lookBeside } from "@/jobs/reports/reconcile-projections.handler";
import { mintScope } from "@/lib/access/policy";
import { readTenant } from "@/lib/platform/transaction";
import { reconcileProjections } from "@/lib/reports/commands/reconcile-projections";
import { refreshProjections, whenFree } from "@/lib/reports/commands/refresh-projections";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { seatedAt } from "@/lib/reports/queries/seated";
import { countFamily, type Member } from "@/lib/reports/rules/headcount";
import { sharePlaces } from "@/lib/rsvp/commands/share-places";
import { type Family, plantFamilies, sayAnything } from "@/tests/factories/answers";
import { contextFor, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { figures } from "@/tests/support/figures";
import { everyRow } from "@/tests/support/projections";
import { pick, seeded } from "@/tests/support/seeded";

const FACTS = Number(process.env.PROJECTION_FACTS ?? 500);
const READS = Number(process.env.PROJECTION_READS ?? 200);
const SEED = Number(process.env.PROJECTION_SEED ?? 1);
const HOUSEHOLDS = Math.max(150, Math.round(FACTS / 4));

const system = (wedding: TestWedding) =>
  contextFor(mintScope(wedding.weddingId, { kind: "system", job: "reports.refresh" }));
const rebuild = (wedding: TestWedding) =>
  whenFree(() => refreshProjections(system(wedding), { everything: true }));
/** One turn of the refresh job. */
async function refresh(wedding: TestWedding): Promise<void> {
  must(await sharePlaces(system(wedding), {}));
  must(await whenFree(() => refreshProjections(system(wedding), {})));
}

/** The headcounts as the pure rule counts them, family by family. */
async function byRule(wedding: TestWedding): Promise<Map<string, unknown>> {
  const { rows } = await admin.query(
    `select i.event_id, i.side, c.adults, c.children, case when e.ceiling_persons is not null then coalesce(p.persons, 0) end as places, u.unnamed_adults, u.unnamed_children,
       (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'ageBand', m.age_band, 'diet', coalesce(d.diet, m.diet))), '[]') from people m
         left join person_diets d on d.person_id = m.id and d.event_id = i.event_id where m.unit_id = i.unit_id and m.live) as members,
       (select jsonb_agg(jsonb_build_object('id', m.id, 'ageBand', m.age_band, 'diet', coalesce(d.diet, m.diet))) from rsvp_answer_people n
         join people m on m.id = n.person_id left join person_diets d on d.person_id = m.id and d.event_id = i.event_id where n.answer_id = c.answer_id and m.unit_id = i.unit_id and m.live) as named
     from invitations i join guest_units u on u.id = i.unit_id join events e on e.id = i.event_id
     join rsvp_current c on c.unit_id = i.unit_id and c.event_id = i.event_id and c.answer = 'yes'
     left join event_places p on p.unit_id = i.unit_id and p.event_id = i.event_id where i.wedding_id = $1`,
    [wedding.weddingId],
  );
  const sums = new Map<
    string,
    { adults: number; children: number; infants: number; waiting: number; diets: Record<string, number> }
  >();
  for (const row of rows) {
    const members = row.members as Member[];
    const grown = members.filter((one) => one.ageBand === "adult").length;
    const one = countFamily({
      ...row,
      home: { adults: grown + row.unnamed_adults, children: members.length - grown + row.unnamed_children },
    });
    const key = `${row.event_id} ${row.side}`;
    const sum = sums.get(key) ?? { adults: 0, children: 0, infants: 0, waiting: 0, diets: {} };
    for (const column of ["adults", "children", "infants", "waiting"] as const) sum[column] += one[column];
    for (const [diet, n] of Object.entries(one.diets)) sum.diets[diet] = (sum.diets[diet] ?? 0) + n;
    sums.set(key, sum);
  }
  return sums;
}

async function counted(wedding: TestWedding): Promise<Map<string, unknown>> {
  const { rows } = await admin.query(
    "select event_id || ' ' || side as key, jsonb_build_object('adults', adults, 'children', children, 'infants', infants, 'waiting', waiting, 'diets', diets) as sum from event_headcounts where wedding_id = $1 and yes > 0",
    [wedding.weddingId],
  );
  return new Map(rows.map((row) => [row.key, row.sum]));
}

/** The same, put together from the families as a number opens to them and as the file for whoever cooks has them. */
async function bySeats(wedding: TestWedding): Promise<Map<string, unknown>> {
  const { rows: events } = await admin.query("select id from events where wedding_id = $1", [
    wedding.weddingId,
  ]);
  const sums = new Map<string, unknown>();
  for (const { id } of events) {
    const { rows } = await admin.query(
      `with family as (select i.side, s.* from ${seatedAt(wedding.weddingId, id)} s join invitations i on i.unit_id = s.unit_id and i.event_id = $1),
        plate as (select side, diet, sum(n) as n from (
          select side, x.key as diet, x.value::int as n from family cross join jsonb_each_text(diets) x union all select side, '', untold from family where untold > 0) one group by 1, 2)
      select side, jsonb_build_object('adults', sum(adults), 'children', sum(children), 'infants', sum(infants), 'waiting', sum(waiting),
        'diets', coalesce((select jsonb_object_agg(diet, n) from plate p where p.side = f.side), '{}')) as sum from family f group by side`,
      [id],
    );
    for (const row of rows) sums.set(`${id} ${row.side}`, row.sum);
  }
  return sums;
}

/** What a half-built version would break: the functions' sums and the families' are of one version. */
async function readOnce(wedding: TestWedding): Promise<{ version: number; same: boolean }> {
  return await readTenant(wedding.scope, async (tx) => {
    const dashboard = await loadDashboardNumbers(tx, wedding.scope);
    const sum = (column: "yes" | "no" | "maybe" | "invited") =>
      dashboard.events.reduce((all, event) => all + Number(event[column]), 0);
    const { rows } = await tx.execute<{ invited: number; answered: number; parts: number; coming: number }>(
      `select coalesce(sum(invited_events), 0)::int as invited, coalesce(sum(answered_events), 0)::int as answered,
        (select coalesce(sum(invited), 0)::int from headcount_parts) as parts,
        (select coalesce(sum(adults + children), 0)::int from headcount_parts) as coming from unit_overview`,
    );
    const { invited, answered, parts, coming } = rows[0]!;
    const diets = dashboard.events.flatMap((event) => event.diets).reduce((all, one) => all + one.persons, 0);
    const same =
      sum("invited") === invited &&
      parts === invited &&
      diets === coming &&
      sum("yes") + sum("no") + sum("maybe") === answered;
    return { version: dashboard.version, same };
  });
}

async function fill(
  households = HOUSEHOLDS,
): Promise<{ wedding: TestWedding; families: Family[]; next: () => number }> {
  const next = seeded(SEED);
  const wedding = await makeWedding();
  const events = await makeEvents(wedding, ["Mehndi", "Sangeet", "Wedding", "Reception", "Brunch"]);
  const families = await plantFamilies(wedding, events, { households, next });
  await admin.query("update events set ceiling_persons = $2 where id = $1", [
    events[1],
    Math.round(households / 3),
  ]);
  return { wedding, families: families.filter((one) => one.events.length > 0), next };
}

it(`what is refreshed live equals a rebuild and the rule, row by row: ${FACTS} answers (seed ${SEED})`, async () => {
  const { wedding, families, next } = await fill();
  let facts = 0;
  let speaking = true;
  const speak = async () => {
    while (facts < FACTS) {
      const said = await sayAnything(wedding, pick(next, families), next);
      // Three speak at once: what was counted while this one spoke must not be forgotten.
      facts += said;
    }
  };
  // Refreshes and comparisons run beside the answers, as they do in life.
  const counting = (async () => {
    while (speaking) await refresh(wedding);
  })();
  const looked = { times: 0, compared: 0, falseAlarms: 0 };
  const comparing = (async () => {
    while (speaking) {
      const seen = await lookBeside(system(wedding).scope, 0, Date.now() + 60_000);
      looked.times++;
      looked.compared += seen?.compared ?? 0;
      if (seen === null) looked.falseAlarms++;
    }
  })();
  await Promise.all([speak(), speak(), speak()]);
  speaking = false;
  await Promise.all([counting, comparing]);
  expect(looked.falseAlarms).toBe(0);
  await refresh(wedding);
  const kept = await everyRow(wedding.weddingId);
  expect(await counted(wedding)).toEqual(await byRule(wedding));
  expect(await bySeats(wedding)).toEqual(await byRule(wedding));
  const started = performance.now();
  must(await rebuild(wedding));
  const rebuildMs = Math.round(performance.now() - started);
  expect(await everyRow(wedding.weddingId)).toEqual(kept);
  expect(kept.unit_overview).toHaveLength(HOUSEHOLDS);
  const { rows } = await admin.query(
    "select (select version from projection_stamps where wedding_id = $1) as versions, sum(waiting)::int as waiting, sum(infants)::int as infants, sum(silent_read)::int as silent, (select count(*)::int from unit_overview where disagreements > 0) as disagree from event_headcounts where wedding_id = $1",
    [wedding.weddingId],
  );
  for (const n of Object.values(rows[0])) expect(n).toBeGreaterThan(0);
  figures("projections", {
    seed: SEED,
    answers: facts,
    households: HOUSEHOLDS,
    rebuild_ms: rebuildMs,
    compared_beside: looked,
    ...rows[0],
  });
}, 3_600_000);

it("a comparison beside the counting goes on where the last one ended, and sees one wrong row of any kind", async () => {
  const { wedding, families, next } = await fill(80);
  for (let facts = 0; facts < 30; ) facts += await sayAnything(wedding, pick(next, families), next);
  must(await rebuild(wedding));
  // A family to each part, so that there are more of them than are looked at together.
  const mine = [wedding.weddingId];
  await admin.query(
    "update unit_overview o set bucket = n from (select unit_id, row_number() over () as n from unit_overview where wedding_id = $1) x where o.unit_id = x.unit_id",
    mine,
  );
  must(await rebuild(wedding));
  const { scope } = system(wedding);
  const look = (from = 0, forMs = 60_000) => lookBeside(scope, from, Date.now() + forMs, 0);
  const turns = [];
  for (let from: number | null = 0; from !== null; from = turns.at(-1)!.upTo) {
    const seen = await look(from, 0);
    turns.push(seen!);
  }
  expect(turns.map(({ upTo }) => upTo)).toEqual([64, null]);
  const whole = await look();
  expect(whole).toMatchObject({ left: [], upTo: null });
  // Each turn looks at the families, the sums and the runs besides.
  const { rows } = await admin.query(
    "select (select count(*) from guest_units where wedding_id = $1)::int + (select count(*) from event_headcounts where wedding_id = $1)::int + (select count(*) from run_funnels where wedding_id = $1)::int as n",
    mine,
  );
  expect(turns.reduce((sum, { compared }) => sum + compared, 0)).toBe(whole!.compared + rows[0].n);
  // What is marked is known to be behind; it is left for when nobody counts.
  await admin.query(
    "insert into projection_marks (wedding_id, kind, key) select $1, 'unit', unit_id from unit_overview where wedding_id = $1 and bucket = 7",
    mine,
  );
  expect((await look())?.left).toEqual([7]);
  must(await refreshProjections(system(wedding), {}));
  const wrongs = [
    "update event_headcounts set silent = silent + 1 where wedding_id = $1",
    "delete from unit_overview where wedding_id = $1 and bucket = 60",
    "update headcount_parts set invited = invited + 1 where wedding_id = $1 and bucket = 50",
    "update headcount_parts set bucket = 300 where wedding_id = $1 and bucket = 50",
    "update unit_overview set disagreements = 9 where wedding_id = $1 and bucket = 50",
    "update rsvp_current set adults = adults + 1 where wedding_id = $1 and unit_id in (select unit_id from rsvp_current where wedding_id = $1 and answer = 'yes' limit 1)",
  ];
  for (const wrong of wrongs) {
    expect((await admin.query(wrong, mine)).rowCount).toBeGreaterThan(0);
    expect(await look(), wrong).toBeNull();
    expect(must(await whenFree(() => reconcileProjections(system(wedding), {})))).toMatchObject({
      healed: true,
    });
  }
  expect(await look()).toMatchObject({ left: [] });
});

it(`nobody reads a mixture while everything is rebuilt and answered: ${READS} reads (seed ${SEED})`, async () => {
  const { wedding, families, next } = await fill();
  let going = true;
  const background = async (work: () => Promise<unknown>) => {
    let n = 0;
    for (; going; n++) await work();
    return n;
  };
  const answering = background(() => sayAnything(wedding, pick(next, families), next));
  const rebuilding = background(() => rebuild(wedding));
  const refreshing = background(() => refresh(wedding));
  const versions = new Set<number>();
  let mixtures = 0;
  let reads = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (reads < READS || versions.size < 4) {
        reads++;
        const { version, same } = await readOnce(wedding);
        versions.add(version);
        if (!same) mixtures++;
      }
    }),
  );
  going = false;
  const [answers, rebuilds] = await Promise.all([answering, rebuilding, refreshing]);
  expect(mixtures).toBe(0);
  expect(versions.size).toBeGreaterThan(2);
  figures("mixture", { seed: SEED, reads, versions: versions.size, rebuilds, answers, mixtures });
}, 3_600_000);

import fc from "fast-check";
import { expect, it } from "vitest";
import { joinHouseholds, movePeople, splitHousehold } from "@/lib/guests/commands/move-people";
import { placePeopleBack } from "@/lib/guests/commands/place-people";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { recordAnswer } from "@/lib/rsvp/commands/record-answer";
import { importCsv, makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const CASES = Number(process.env.LAW_CASES ?? 6);
const SEED = Number(process.env.LAW_SEED ?? Date.now() % 1_000_000);

const FAMILIES = ["Mehta", "Joshi", "Rao", "Shah"];
const LIST = `Name,Phone,Family\n${FAMILIES.flatMap((family, f) => ["Anil", "Bina", "Chetan"].map((name, n) => `${name} ${family},98250${f}111${n},${family}`)).join("\n")}\n`;

type Step = { act: "move" | "split" | "join" | "undo"; a: number; b: number; n: number };
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom("move", "split", "join", "undo"),
  a: fc.nat(50),
  b: fc.nat(50),
  n: fc.integer({ min: 1, max: 2 }),
});

const rowsOf = async (wedding: TestWedding, text: string) =>
  (await admin.query(text, [wedding.weddingId])).rows as { id: string; people: string[] }[];
const families = (wedding: TestWedding) =>
  rowsOf(
    wedding,
    "select u.id, jsonb_agg(p.id order by p.name) as people from guest_units u join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live where u.wedding_id = $1 and u.live group by u.id, u.name order by u.name, u.id",
  );

async function sums(wedding: TestWedding) {
  const { rows } = await admin.query(
    `select (select sum(i.adults + i.children)::int from invitations i join guest_units u on u.wedding_id = i.wedding_id and u.id = i.unit_id and u.live where i.wedding_id = $1) as places,
       (select sum(c.adults + c.children)::int from rsvp_current c join guest_units u on u.wedding_id = c.wedding_id and u.id = c.unit_id and u.live where c.wedding_id = $1 and c.answer = 'yes') as coming`,
    [wedding.weddingId],
  );
  return rows[0] as { places: number; coming: number };
}

async function take(wedding: TestWedding, { act, a, b, n }: Step, undos: unknown[]): Promise<void> {
  const there = await families(wedding);
  const [one, other] = [there[a % there.length]!, there[b % there.length]!];
  const some = one.people.slice(0, n);
  if (act === "undo") {
    const undo = undos.pop();
    // What somebody has changed since is refused, and changes nothing.
    if (undo) await placePeopleBack(wedding.ctx, undo as never);
    return;
  }
  if (act !== "split" && one.id === other.id) return;
  if (act === "split" && some.length === one.people.length) return;
  const done =
    act === "move"
      ? await movePeople(wedding.ctx, { personIds: some, unitId: other.id })
      : act === "split"
        ? await splitHousehold(wedding.ctx, { unitId: one.id, personIds: some, name: `Part ${a}` })
        : await joinHouseholds(wedding.ctx, { intoId: other.id, unitIds: [one.id] });
  undos.push(must(done as { ok: true; value: { undo: { input: unknown } } }).undo.input);
}

it(
  `places are neither made nor lost, whoever moves, leaves or joins, and takes it back (seed ${SEED})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const wedding = await makeWedding();
        await importCsv(wedding.ctx, LIST);
        const events = await makeEvents(wedding, ["Sangeet"]);
        must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
        for (const family of await families(wedding))
          must(
            await recordAnswer(wedding.ctx, {
              unitId: family.id,
              messages: [],
              answers: [{ eventId: events[0]!, answer: "yes", adults: 3, children: 0 }],
            } as never),
          );
        const before = await sums(wedding);
        const undos: unknown[] = [];
        for (const one of steps) {
          await take(wedding, one, undos);
          expect((await sums(wedding)).places).toBe(before.places);
        }
      }),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    );
  },
  60_000 + CASES * 3_000,
);

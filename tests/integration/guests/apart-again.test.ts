import { beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { mintScope } from "@/lib/access/policy";
import { mergePeople } from "@/lib/guests/commands/merge-people";
import { movePeople } from "@/lib/guests/commands/move-people";
import { putBack } from "@/lib/guests/commands/put-back";
import { takeOff } from "@/lib/guests/commands/take-off";
import { unmergePeople } from "@/lib/guests/commands/unmerge-people";
import { stateHash } from "@/lib/guests/queries/state";
import { inviteHouseholds } from "@/lib/invitations/commands/invite-households";
import { readTenant } from "@/lib/platform/transaction";
import { answerOnWeb } from "@/lib/rsvp/commands/answer-on-web";
import {
  contextFor,
  importCsv,
  makeEvents,
  makeWedding,
  must,
  type TestWedding,
} from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

let wedding: TestWedding;
const hash = async () => (await readTenant(wedding.scope, (tx) => stateHash(tx, wedding.scope))).hash;
const person = async (name: string) =>
  (
    await admin.query<{ id: string; unit: string }>(
      "select id, unit_id as unit from people where wedding_id = $1 and name = $2",
      [wedding.weddingId, name],
    )
  ).rows[0]!;
/** What stands, and what is counted of it. */
async function counted() {
  await drain({ budgetMs: 10_000 });
  const { rows } = await admin.query(
    "select coalesce(sum(adults), 0)::int as coming from event_headcounts where wedding_id = $1",
    [wedding.weddingId],
  );
  return { coming: rows[0].coming as number, state: await hash() };
}

describe("a family that leads to another one's, and is itself again", () => {
  beforeEach(async () => {
    wedding = await makeWedding();
    await importCsv(
      wedding.ctx,
      "Name,Phone,Family\nAsha,9825021111,Mehta\nKiran,9825021112,Mehta\nLata,9825021113,Joshi\nRao,9825021114,Rao\nSita,9825021115,Rao\n",
    );
    const [sangeet] = await makeEvents(wedding, ["Sangeet"]);
    must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: [sangeet!] }));
    const unitId = (await person("Asha")).unit;
    const guest = contextFor(mintScope(wedding.weddingId, { kind: "guest", unitId }));
    const said = { choice: "all" as const, who: [], adults: 2, children: 0, more: 0 };
    must(await answerOnWeb(guest, { said: [{ eventId: sangeet!, ...said }] }));
    must(
      await mergePeople(wedding.ctx, {
        keptId: (await person("Rao")).id,
        goneId: (await person("Kiran")).id,
      }),
    );
  });

  it("answers once: who it led to before has the answer no more", async () => {
    const before = await counted();
    const second = { keptId: (await person("Lata")).id, goneId: (await person("Asha")).id };
    const { mergeId } = must(await mergePeople(wedding.ctx, second));
    must(await unmergePeople(wedding.ctx, { mergeId }));
    expect(await counted()).toEqual(before);
  });

  it("answers once, too, where somebody it leads to was taken off and put back", async () => {
    const [asha, lata, rao] = [await person("Asha"), await person("Lata"), await person("Rao")];
    must(await movePeople(wedding.ctx, { personIds: [asha.id], unitId: lata.unit }));
    const before = await counted();
    const off = must(await takeOff(wedding.ctx, { unitIds: [], personIds: [rao.id] }));
    must(await putBack(wedding.ctx, off.undo.input));
    expect(await counted()).toEqual(before);
  });
});

it.each(["family", "person"])("puts an invited %s back under the name it was invited by", async (which) => {
  wedding = await makeWedding();
  await importCsv(wedding.ctx, "Name,Phone,Family\nLata,9825021113,Joshi\nManu,9825021116,Joshi\n");
  const events = await makeEvents(wedding, ["Sangeet"]);
  must(await inviteHouseholds(wedding.ctx, { audience: {}, eventIds: events }));
  await importCsv(wedding.ctx, "Name,Phone,Family\nOmkar Trivedi,9825021113,Trivedi\n");
  const before = await hash();
  const { id, unit } = await person("Lata");
  const whole = which === "family";
  const off = must(
    await takeOff(wedding.ctx, { unitIds: whole ? [unit] : [], personIds: whole ? [] : [id] }),
  );
  must(await putBack(wedding.ctx, off.undo.input));
  expect(await hash()).toBe(before);
});

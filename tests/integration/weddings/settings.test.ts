import { beforeAll, describe, expect, it } from "vitest";
import { readTenant } from "@/lib/platform/transaction";
import { locateSlug } from "@/lib/website/queries/locate";
import { updateWedding } from "@/lib/weddings/commands/update-wedding";
import { requireWedding } from "@/lib/weddings/queries";
import { publishedSite } from "@/tests/factories/site";
import { makeEvents, makeWedding, must, type TestWedding } from "@/tests/factories/wedding";

const FACTS = { name: "Anjali & Rohan", hosts: "Meera & Rajesh", homeCountry: "IN", zone: "Asia/Kolkata" };

let wedding: TestWedding;
const now = () => readTenant(wedding.scope, (tx) => requireWedding(tx, wedding.scope));

beforeAll(async () => {
  wedding = await makeWedding();
  await makeEvents(wedding, ["Mehndi"]);
});

describe("what was said when the wedding began", () => {
  it("can be put right, and taken back", async () => {
    const { version } = await now();
    const done = must(
      await updateWedding(wedding.ctx, {
        ...FACTS,
        version,
        hosts: "Meera & Rajesh Sharma",
        zone: "Asia/Dubai",
      }),
    );
    expect(await now()).toMatchObject({
      hosts: "Meera & Rajesh Sharma",
      zone: "Asia/Dubai",
      name: FACTS.name,
    });
    must(await updateWedding(wedding.ctx, done.undo.input));
    expect(await now()).toMatchObject(FACTS);
  });

  it("says whether guests are asked for their children, and keeps it where nothing is said of it", async () => {
    const { version, childrenApart } = await now();
    expect(childrenApart).toBe(true);
    const done = must(await updateWedding(wedding.ctx, { ...FACTS, version, childrenApart: false }));
    must(await updateWedding(wedding.ctx, { ...FACTS, version: version + 1 }));
    expect((await now()).childrenApart).toBe(false);
    must(await updateWedding(wedding.ctx, { ...done.undo.input, version: version + 2 }));
    expect((await now()).childrenApart).toBe(true);
  });

  it("is not overwritten by whoever did not see the newer words", async () => {
    const { version } = await now();
    must(await updateWedding(wedding.ctx, { ...FACTS, version, name: "Anjali weds Rohan" }));
    const late = await updateWedding(wedding.ctx, { ...FACTS, version, name: "A & R" });
    expect(late).toMatchObject({
      ok: false,
      code: "stale",
      details: { current: { name: "Anjali weds Rohan" } },
    });
    expect((await now()).name).toBe("Anjali weds Rohan");
  });

  it("gives the guests' page another key, so that no cached copy keeps the old words", async () => {
    const slug = `settings-${wedding.weddingId.slice(-8)}`;
    await publishedSite(wedding, slug);
    const before = await locateSlug(slug);
    const { version } = await now();
    must(await updateWedding(wedding.ctx, { ...FACTS, version, hosts: "Nandini & Vikram Rao" }));
    const after = await locateSlug(slug);
    expect(before?.stamp).toBeTruthy();
    expect(after?.stamp).not.toBe(before?.stamp);
  });

  it("takes a clock and a country that exist, and nobody but the owner and admins", async () => {
    const { version } = await now();
    await expect(
      updateWedding(wedding.ctx, { ...FACTS, version, zone: "Asia/Jaipurr" }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(
      updateWedding(wedding.ctx, { ...FACTS, version, homeCountry: "india" }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
    for (const [role, side] of [
      ["side_admin", "bride"],
      ["viewer", "all"],
    ] as const)
      await expect(updateWedding(await wedding.as(role, side), { ...FACTS, version })).rejects.toMatchObject({
        code: "forbidden",
      });
    must(await updateWedding(await wedding.as("admin"), { ...FACTS, version }));
  });
});

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { settleHouseholds } from "@/lib/guests/commands/settle-households";
import type { CommandContext } from "@/lib/platform/command";
import { inTenant } from "@/lib/platform/transaction";
import { addRows, anyRow, draftsOf } from "@/tests/factories/rows";
import { makeWedding } from "@/tests/factories/wedding";

const CASES = Number(process.env.LAW_CASES ?? 40);

/** Rows of one family whose names and households only a collation tells apart: beyond U+FFFF, full width, two scripts. */
const kin = fc.tuple(
  fc.constantFrom("😀", "Ａmit", "Amit", "अमित", "Zoya 👨‍👩‍👧", "zoya"),
  fc.constant(""),
  fc.constantFrom("", "k@example.test"),
  fc.constantFrom("Rao", "RAO", "rao"),
  fc.constantFrom("", "bride"),
  fc.constantFrom("", "1", "4"),
  fc.constantFrom("", "VIP", "Office"),
  fc.constantFrom("", "Hindi", "Gujarati"),
);

const stored = ({ scope }: CommandContext, settle: boolean) =>
  inTenant(scope, async ({ tx }) => {
    const { rows: units } = await tx.execute<{ id: string }>(
      sql`select u.*, (select jsonb_agg(t.tag order by t.tag) from unit_tags t where t.unit_id = u.id) as tags from guest_units u where wedding_id = ${scope.weddingId} order by id`,
    );
    const ids = units.map((unit) => unit.id);
    if (settle) await settleHouseholds(tx, scope, ids);
    return units;
  });

it(
  "stores a new household as settling it would, so that settling changes nothing, not even its version",
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyRow, kin), { minLength: 1, maxLength: 12 }), async (rows) => {
        const { ctx } = await makeWedding();
        await addRows(ctx, draftsOf(rows));
        const before = await stored(ctx, true);
        expect(await stored(ctx, false)).toEqual(before);
      }),
      { numRuns: CASES },
    ),
  120_000,
);

import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { settlePreferences, type ToldPreference } from "@/lib/guests/commands/settle-preferences";
import { phoneVariants } from "@/lib/kernel/phone";
import { defineCommand } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import { claimEvent, settleEvent } from "./settle-event";

/** One guest's word about marketing messages of this number, told by the provider (`user_preferences`). */
const preference = z.object({
  phone: z.string().nullable(),
  /** Business-scoped ids of the guest, the parent's included. */
  ids: z.array(z.string()),
  value: z.enum(["stop", "resume"]),
  /** The provider's time; null where it told none. */
  at: z.iso.datetime().nullable(),
});

/**
 * Guests stop marketing messages inside WhatsApp, or let them come again: the latest word of a person counts, in whatever
 * order and however often it comes. What they told us in words stays.
 */
export const applyPreferences = defineCommand({
  name: "messaging.apply-preferences",
  permission: "webhooks.apply",
  input: z.object({ inboxId: z.uuid(), key: z.string(), preferences: z.array(preference).max(1000) }),
  irreversible: "What a guest wants is a fact.",
  async run({ tx, scope, now }, { inboxId, key, preferences }) {
    if (!(await claimEvent(tx, { key, inboxId, weddingId: scope.weddingId, kind: "account" })))
      return { unchanged: null };
    // Without a time, a stop is of now, and a resume is older than any stop.
    const dated = preferences.map((one) => ({
      ...one,
      at: one.at ?? (one.value === "stop" ? now : new Date(0)).toISOString(),
    }));
    const told = dated.flatMap(({ value, at, ...who }) =>
      printsOf(who).map((print) => ({ print, value, at })),
    );
    const resumed = dated.filter(({ value }) => value === "resume");
    await settlePreferences(tx, scope, [...told, ...(await ofSamePeople(tx, scope, resumed))]);
    await settleEvent(tx, key, { disposition: "applied" });
    return {
      result: null,
      audit: [
        {
          action: "preferences",
          entity: "suppression",
          count: preferences.length,
          payload: { stop: preferences.length - resumed.length, resume: resumed.length },
        },
      ],
      topics: [],
    };
  },
});

type Who = Pick<z.output<typeof preference>, "phone" | "ids">;

const valuesOf = ({ phone, ids }: Who): string[] => [...(phone ? phoneVariants(phone) : []), ...ids];

const printsOf = (who: Who): string[] =>
  valuesOf(who).map((value) => {
    const kind = value.startsWith("+") ? "phone" : value.includes(".ENT.") ? "parent_bsuid" : "bsuid";
    return fingerprint(kind, value).toString("hex");
  });

/** A stop under any identifier of a person keeps marketing from them; so a resume speaks for all of theirs. */
async function ofSamePeople(
  tx: Transaction,
  scope: Scope,
  resumed: readonly (Who & { at: string })[],
): Promise<ToldPreference[]> {
  if (resumed.length === 0) return [];
  const named = resumed.flatMap((one) => valuesOf(one).map((value) => ({ value, at: one.at })));
  const { rows } = await tx.execute<{ print: string; at: string }>(sql`
    select encode(o.fingerprint, 'hex') as print, max(r.at) as at
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r(value text, at timestamptz)
    join person_identifiers d on d.wedding_id = ${scope.weddingId} and d.value = r.value and ${reached("d")}
    join person_identifiers o on o.wedding_id = d.wedding_id and o.person_id = d.person_id and ${reached("o")}
    group by o.fingerprint`);
  return rows.map((row) => ({ ...row, value: "resume" }));
}

/** What WhatsApp reaches one person by now. */
const reached = (table: "d" | "o") =>
  sql.raw(
    `${table}.valid_to is null and not ${table}.shared and ${table}.kind in ('phone', 'wa_id', 'bsuid', 'parent_bsuid')`,
  );

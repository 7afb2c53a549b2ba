import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { MARKETING, settleStops, type ToldStop } from "@/lib/guests/commands/settle-stops";
import { printsOfSamePeople, printsOfValue } from "@/lib/guests/queries/same-people";
import { defineCommand } from "@/lib/platform/command";
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
    await settleStops(tx, scope, MARKETING, [...told, ...(await ofSamePeople(tx, scope, resumed))]);
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

const valuesOf = ({ phone, ids }: Who): string[] => [...(phone ? [phone] : []), ...ids];

const printsOf = (who: Who): string[] => valuesOf(who).flatMap(printsOfValue);

/** A stop under any identifier of a person keeps marketing from them; so a resume speaks for all of theirs. */
async function ofSamePeople(
  tx: Transaction,
  scope: Scope,
  resumed: readonly (Who & { at: string })[],
): Promise<ToldStop[]> {
  const named = resumed.flatMap((one) => valuesOf(one).map((value) => ({ value, at: one.at })));
  return (await printsOfSamePeople(tx, scope, named)).map((one) => ({ ...one, value: "resume" }));
}

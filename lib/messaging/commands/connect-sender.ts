import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { senders } from "@/db/schema/senders";
import type { Scope } from "@/lib/access/types";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { checkSender, syncTemplates } from "@/lib/messaging/topics";
import { defineCommand } from "@/lib/platform/command";
import { env, isEmbedded } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/topic";
import { violatedConstraint } from "@/lib/platform/transaction";
import { refreshProjections } from "@/lib/reports/topics";
import { endAnswers } from "./end-answers";

const META_ID = /^\d{5,20}$/;
const E164 = /^\+\d{8,15}$/;
/** How many people a Twilio number may write to for the first time within an hour, where nothing else is set. */
const TWILIO_NEW_PER_HOUR = 1_000;

const ids = {
  meta: {
    phoneNumberId: [META_ID, "The phone number id is a number of about 15 digits, from WhatsApp Manager."],
    businessAccountId: [
      META_ID,
      "The business account id is a number of about 15 digits, from WhatsApp Manager.",
    ],
  },
  twilio: {
    phoneNumberId: [E164, "Write the Twilio number with + and country code."],
    businessAccountId: [
      /^AC[0-9a-f]{32}$/,
      "The Account SID is AC and 32 letters and digits, from the Twilio Console.",
    ],
  },
} as const;

const connectSenderInput = z
  .object({
    id: z.uuid(),
    provider: z.enum(["meta", "twilio"]).default("meta"),
    phoneNumberId: z.string(),
    businessAccountId: z.string(),
    displayNumber: z.string().regex(E164, "Write the number with + and country code."),
    ratePerSecond: z.number().int().min(1).max(1000).default(60),
  })
  .superRefine((input, issues) => {
    for (const name of ["phoneNumberId", "businessAccountId"] as const) {
      const [pattern, message] = ids[input.provider][name];
      if (!pattern.test(input[name])) issues.addIssue({ code: "custom", path: [name], message });
    }
  });

/**
 * Connects a WhatsApp number to this wedding and fetches its templates. A number belongs to one wedding at a time; one that
 * was disconnected from this one is the same as before, with its chats and the texts it had; what was meant to go out by it
 * in those days does not go out by itself now.
 */
export const connectSender = defineCommand({
  name: "messaging.connect-sender",
  permission: "wedding.edit",
  input: connectSenderInput,
  inverse: "messaging.disconnect-sender",
  async run({ tx, scope }, input) {
    const refusal = notReleased(input);
    if (refusal) return refusal;
    const newPerHour = input.provider === "twilio" ? TWILIO_NEW_PER_HOUR : null;
    const back = await connectAgain(tx, scope, input);
    const id = back ?? input.id;
    const { runs, calledOff } = back ? await endAnswers(tx, scope, back) : { runs: [], calledOff: 0 };
    try {
      if (!back) await tx.insert(senders).values({ ...input, weddingId: scope.weddingId, newPerHour });
    } catch (error) {
      if (violatedConstraint(error) === "senders_number")
        return refuse("number_taken", "This number is connected to a wedding already.");
      throw error;
    }
    return {
      result: { id },
      audit: [
        {
          action: "connect",
          entity: "sender",
          entityId: id,
          payload: { provider: input.provider, phoneNumberId: input.phoneNumberId, calledOff },
        },
      ],
      topics: [
        enqueue(syncTemplates, { weddingId: scope.weddingId, senderId: id }),
        enqueue(checkSender, { weddingId: scope.weddingId, senderId: id }),
        ...(back ? [enqueue(refreshProjections, { weddingId: scope.weddingId })] : []),
      ],
      dirty: runs.map((key) => ({ kind: "run" as const, key })),
    };
  },
});

/** The number as it was, where it was this wedding's before; what was known of its account is asked anew. */
async function connectAgain(
  tx: Transaction,
  { weddingId }: Scope,
  { id: _id, provider, phoneNumberId, ...given }: z.output<typeof connectSenderInput>,
): Promise<string | null> {
  const [back] = await tx
    .update(senders)
    .set({
      ...given,
      state: "active",
      stateReason: null,
      restrictions: [],
      disconnectedAt: null,
      quality: null,
      dailyLimit: null,
      checkedAt: null,
      blockedCountries: [],
    })
    .where(
      and(
        eq(senders.weddingId, weddingId),
        eq(senders.provider, provider),
        eq(senders.phoneNumberId, phoneNumberId),
        isNotNull(senders.disconnectedAt),
      ),
    )
    .returning({ id: senders.id });
  return back?.id ?? null;
}

/** One token serves the whole installation: whoever may sign in must not send on it by naming a number. */
function notReleased(input: z.output<typeof connectSenderInput>): Refusal | null {
  const { META_PHONE_NUMBER_IDS, TWILIO_NUMBERS, TWILIO_ACCOUNT_SID } = env();
  const isTwilio = input.provider === "twilio";
  if (isTwilio && !TWILIO_ACCOUNT_SID)
    return refuse("twilio_not_set_up", "Twilio is not set up here. Ask the operator to add the account.");
  if (isTwilio && input.businessAccountId !== TWILIO_ACCOUNT_SID)
    return refuse("account_not_ours", "Only numbers of this installation's Twilio account can be connected.");
  const released = (isTwilio ? TWILIO_NUMBERS : META_PHONE_NUMBER_IDS).split(",").map((id) => id.trim());
  return isEmbedded() || released.includes(input.phoneNumberId)
    ? null
    : refuse(
        "number_not_allowed",
        "This number is not released for weddings here. Ask the operator to add it.",
      );
}

import { z } from "zod";

import { KINDS } from "./types";

const chance = z.number().min(0).max(1);
const range = z
  .tuple([z.number().int().min(0), z.number().int().min(0)])
  .refine(([low, high]) => low <= high, "the range must be [min, max]");

export const configSchema = z
  .strictObject({
    webhookUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]),
    seed: z.number().int().min(0),
    weights: z.partialRecord(z.enum(KINDS), z.number().min(0)),
    timings: z.strictObject({ sent: range, delivered: range, read: range, reply: range }).partial(),
    throughputPerSecond: z.number().int().min(1),
    batchMax: z.number().int().min(1).max(1000),
    concurrency: z.number().int().min(1).max(256),
    latencyMs: z.number().int().min(0),
    backoffCapMs: z.number().int().min(1),
    webhookTimeoutMs: z.number().int().min(1),
    approvalMs: z.number().int().min(0),
    blockUsMarketing: z.boolean(),
    twilioWebhookUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]),
    twilioPerSecond: z.number().int().min(1),
    twilioUserIdField: z.enum(["ExternalUserId", "ExternalUserIdentifier"]),
    twilioListsByDay: z.boolean(),
  })
  .partial();

export const faultsSchema = z.strictObject({
  rates: z
    .record(
      z.union([
        z.string().regex(/^\d{1,7}$/),
        z.enum(["http500", "http500_after", "timeout_after", "reset_after", "reset_before"]),
      ]),
      chance,
    )
    .optional(),
  webhooks: z
    .strictObject({
      duplicate: chance,
      disorder: chance,
      delayMs: range,
      withhold: z.boolean(),
      phoneless: chance,
      lostStatuses: chance,
      lostMessages: chance,
    })
    .partial()
    .optional(),
  list: z
    .strictObject({
      kind: z.enum(["throttle", "error", "reset", "hang"]),
      calls: z.number().int().min(1),
      after: z.number().int().min(0).default(0),
    })
    .optional(),
  retryAfterSeconds: z.number().int().min(0).optional(),
  until: z.number().int().min(1).optional(),
});

export const tapSchema = z.strictObject({
  messageWamid: z.string().optional(),
  buttonIndex: z.number().int().min(0).optional(),
  rowId: z.string().optional(),
});

export const typeSchema = z.strictObject({
  text: z.string().min(1).max(4096),
  /** Which of our numbers the guest writes to; the one that wrote last where it is not said. */
  via: z.enum(["meta", "twilio"]).optional(),
});

export const scriptSchema = z.strictObject({
  manual: z.boolean().optional(),
  kind: z.enum(KINDS).optional(),
  /** Moves the guest's last message back in time, to close the 24 h window. */
  lastInboundHoursAgo: z.number().min(0).optional(),
});

export const statusSchema = z.strictObject({
  status: z.string().transform((s) => s.toUpperCase()),
});

export const rawSchema = z.strictObject({
  body: z.string(),
  signWith: z.string().optional(),
  header: z.string().optional(),
});

const address = z.string().regex(/^whatsapp:\S+$/);

export const straysSchema = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        from: address,
        to: address,
        body: z.string().max(4096),
        direction: z.enum(["inbound", "outbound-api", "outbound-reply"]),
        /** As its direction has it where it is not said. */
        status: z.string().optional(),
        /** How long ago. */
        agoMs: z.number().int().min(0).default(0),
      }),
    )
    .min(1)
    .max(5_000),
});

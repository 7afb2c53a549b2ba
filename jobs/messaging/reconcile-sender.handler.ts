import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { providerOf } from "@/lib/adapters/messaging-provider";
import { keepListed } from "@/lib/messaging/commands/keep-listed";
import {
  beginListPass,
  endListPass,
  type HeldPass,
  leaveListPass,
  putOffListPass,
} from "@/lib/messaging/commands/list-pass";
import { settleByList } from "@/lib/messaging/commands/settle-by-list";
import { type ListedMessage, type MessageList, ProviderRefusal } from "@/lib/messaging/ports";
import { requireSender } from "@/lib/messaging/queries/dispatch";
import { doubtsToProve } from "@/lib/messaging/queries/doubts-to-prove";
import { templatesDue } from "@/lib/messaging/queries/templates";
import { classify } from "@/lib/messaging/rules/failures";
import { type ListPass, SETTLE_MS } from "@/lib/messaging/rules/list-passes";
import { takenWithin } from "@/lib/messaging/rules/proven-sent";
import { reconcileSender, syncTemplates } from "@/lib/messaging/topics";
import { ringDoorbells } from "@/lib/platform/boss";
import type { CommandContext } from "@/lib/platform/command";
import { logger } from "@/lib/platform/logger";
import { errorText } from "@/lib/platform/redact";
import { enqueue } from "@/lib/platform/topic";
import { readTenant } from "@/lib/platform/transaction";
import type { Handler, JobTools } from "../job";

type Payload = z.output<typeof reconcileSender.payload>;
type Sender = Awaited<ReturnType<typeof requireSender>>;

/** Each doubt is a question of its own; so many in one pass, and others in the next. */
const DOUBTS = 50;

/** The provider was away or refused: nothing of ours is wrong, and nothing has changed. */
class ListAway extends Error {}

export const handle: Handler<Payload> = async (payload, tools) => {
  await reconcile(payload, tools);
  await askForTemplates(payload, tools);
};

/** A provider with a list has no webhook for its templates: whether one was approved, or moved, is asked beside it. */
async function askForTemplates(
  { weddingId, senderId }: Payload,
  { correlationId }: Pick<JobTools, "correlationId">,
): Promise<void> {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.reconcile-sender" });
  const due = await readTenant(scope, async (tx) => {
    const sender = await requireSender(tx, scope, senderId);
    return sender.disconnectedAt === null && (await templatesDue(tx, scope, senderId));
  });
  if (due) await ringDoorbells([enqueue(syncTemplates, { weddingId, senderId })], correlationId);
}

/**
 * Reads a sender's messages in its provider's list and makes up for webhooks that were lost, a page at a time: one page
 * is all that is held. A pass that is cut off goes on where it was. `settleMs`: how old a message must be before the
 * silence about it says anything.
 */
export async function reconcile(
  { weddingId, senderId }: Payload,
  { correlationId, deadline }: Pick<JobTools, "correlationId" | "deadline">,
  settleMs = SETTLE_MS,
): Promise<void> {
  const scope = mintScope(weddingId, { kind: "system", job: "messaging.reconcile-sender" });
  const ctx: CommandContext = { scope, correlationId };
  const sender = await readTenant(scope, (tx) => requireSender(tx, scope, senderId));
  const list = sender.provider === "wa_link" ? null : providerOf(sender.provider).messageList;
  if (!list) return;
  const begun = await beginListPass(ctx, { senderId, settleMs });
  if (!begun.ok || !begun.value) return;
  const { holder } = begun.value;
  try {
    const over = await readPass({ ctx, sender, list, deadline }, begun.value);
    if (over) return;
    await leaveListPass(ctx, { senderId, holder });
    await ringDoorbells([enqueue(reconcileSender, { weddingId, senderId })], correlationId);
  } catch (error) {
    if (!(error instanceof ListAway)) throw error;
    await putOff(ctx, { senderId, holder }, error.cause);
  }
}

interface Reading {
  ctx: CommandContext;
  sender: Sender;
  list: MessageList;
  deadline: number;
}

/** False where the time was up first. */
async function readPass(reading: Reading, { holder, pass: first }: HeldPass): Promise<boolean> {
  const { ctx, sender } = reading;
  let pass: ListPass | null = first;
  while (pass && pass.stage !== "doubts") {
    if (Date.now() >= reading.deadline) return false;
    pass = await readPage(reading, holder, pass);
  }
  // Another process has it now.
  if (!pass) return true;
  if (Date.now() >= reading.deadline) return false;
  await proveDoubts(reading, pass);
  await endListPass(ctx, { senderId: sender.id, holder });
  return true;
}

async function readPage(
  { ctx, sender, list }: Reading,
  holder: string,
  pass: ListPass,
): Promise<ListPass | null> {
  const { messages, next, unreadable } = await asked(
    list.page(sender, {
      direction: pass.stage === "in" ? "in" : "out",
      since: new Date(pass.since),
      cursor: pass.cursor,
    }),
  );
  if (unreadable > 0)
    logger().warn(
      { event: "reconcile-sender", correlationId: ctx.correlationId, unreadable },
      "list entries",
    );
  const items = messages.filter((one) => isWithin(pass, one)).flatMap(toItem);
  const kept = await keepListed(ctx, {
    senderId: sender.id,
    holder,
    pass,
    next,
    provider: sender.provider,
    items,
  });
  if (!kept.ok) throw new Error(kept.message);
  return kept.value.pass;
}

/** The provider tells whole seconds, and may tell of the whole day: what was before the connection is not this wedding's. */
const isWithin = ({ since, until }: ListPass, { createdAt }: ListedMessage): boolean =>
  createdAt >= since.slice(0, "YYYY-MM-DDThh:mm:ss".length) && createdAt <= until;

function toItem({ event, bytes }: ListedMessage) {
  if (event.kind === "account") return [];
  const status = event.kind === "status" ? event : null;
  return [
    {
      kind: event.kind,
      key: event.key,
      providerId: event.providerId,
      status: status?.status ?? null,
      code: status?.error?.code ?? null,
      bytes: Buffer.from(bytes).toString("base64"),
    },
  ];
}

/** Asks for each doubt what went to its number about that time; what that proves is decided once, from all of it. */
async function proveDoubts({ ctx, sender, list, deadline }: Reading, pass: ListPass): Promise<void> {
  const { until } = pass;
  const since = new Date(Date.parse(until) - DOUBTS_MS).toISOString();
  const open = await readTenant(ctx.scope, (tx) =>
    doubtsToProve(tx, ctx.scope, { senderId: sender.id, since, until, limit: DOUBTS }),
  );
  const doubts: { attemptId: string; listed: ReturnType<typeof toCandidate>[] }[] = [];
  for (const { attemptId, destination, startedAt } of open) {
    if (Date.now() >= deadline) break;
    const listed = await listedTo({ sender, list }, destination, startedAt);
    if (listed) doubts.push({ attemptId, listed: listed.map((one) => toCandidate(list, one, attemptId)) });
  }
  if (doubts.length > 0) await settleByList(ctx, { senderId: sender.id, provider: sender.provider, doubts });
}

const DOUBTS_MS = 7 * 24 * 3_600_000;
/** More than this to one guest since then, and the doubt is a human's. */
const MOST_PAGES = 3;

/** Everything that went to a guest while a message of the attempt can have been taken; null where that is too much to read. */
async function listedTo(
  { sender, list }: Pick<Reading, "sender" | "list">,
  guest: string,
  startedAt: string,
): Promise<ListedMessage[] | null> {
  const { from, to } = takenWithin(startedAt);
  const found: ListedMessage[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const told: Awaited<ReturnType<MessageList["page"]>> = await asked(
      list.page(sender, { direction: "out", since: from, guest, cursor }),
    );
    const { messages, next, unreadable } = told;
    // What cannot be read may be what speaks against it.
    if (unreadable > 0) return null;
    found.push(...messages.filter(({ createdAt }) => createdAt <= to.toISOString()));
    if (next === null) return found;
    cursor = next;
  }
  return null;
}

const toCandidate = (list: MessageList, one: ListedMessage, attemptId: string) => ({
  providerId: one.providerId,
  createdAt: one.createdAt,
  text: one.text,
  status: one.event.kind === "status" ? one.event.status : "",
  byCall: one.byCall,
  bytes: Buffer.from(list.attributed(one, attemptId)).toString("base64"),
});

const asked = async <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw new ListAway("the provider's list", { cause: error });
  });

/** Refusals that say nothing about the place in the list: it goes on from there. */
const PASSING = new Set(["THROTTLE", "TRANSIENT", "ACCOUNT"]);

async function putOff(
  ctx: CommandContext,
  held: { senderId: string; holder: string },
  cause: unknown,
): Promise<void> {
  const refusal = cause instanceof ProviderRefusal ? cause : null;
  const passing =
    !refusal ||
    refusal.code === 429 ||
    (refusal.code >= 500 && refusal.code < 600) ||
    PASSING.has(classify(refusal.code));
  logger().warn({ event: "reconcile-sender", correlationId: ctx.correlationId, err: cause }, "list put off");
  await putOffListPass(ctx, {
    ...held,
    failure: (refusal ? `${refusal.code}` : errorText(cause)).slice(0, 200),
    fromStart: !passing,
    ...(refusal?.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: refusal.retryAfterSeconds }),
  });
}

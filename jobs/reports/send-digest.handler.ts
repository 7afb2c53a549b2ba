import type { z } from "zod";
import { mintScope } from "@/lib/access/policy";
import { listMemberships, listTeam } from "@/lib/access/queries";
import type { Scope } from "@/lib/access/types";
import { mailer } from "@/lib/adapters/mail/mailer";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { claimDigest, settleDigest } from "@/lib/reports/commands/settle-digest";
import { loadDashboardNumbers } from "@/lib/reports/queries";
import { listNumberDates } from "@/lib/reports/queries/number-dates";
import { dayFacts, mayOf } from "@/lib/reports/rules/day-facts";
import { digestMail, snapshotOf } from "@/lib/reports/rules/digest";
import { questionOfTheDay } from "@/lib/reports/rules/question-of-the-day";
import type { sendDigest } from "@/lib/reports/topics";
import { requireWedding } from "@/lib/weddings/queries";
import type { Handler } from "../job";

/** One person's mail of one day: their numbers as their role sees them, claimed before it leaves. */
export const handle: Handler<z.output<typeof sendDigest.payload>> = async (
  { weddingId, userId, day },
  { correlationId },
) => {
  const membership = (await listMemberships(userId)).find((one) => one.weddingId === weddingId);
  if (!membership) return;
  const scope = mintScope(weddingId, { kind: "user", userId, role: membership.role }, membership.side);
  const seen = await readFor(scope, userId);
  if (!seen) return;
  const ctx = { scope: mintScope(weddingId, { kind: "system", job: "reports.send-digest" }), correlationId };
  const claimed = await claimDigest(ctx, { userId, day, numbers: snapshotOf(seen.facts.functions) });
  if (!claimed.ok) return;
  const mail = digestMail({
    wedding: seen.wedding.name,
    address: `${env().APP_URL.replace(/\/$/, "")}/weddings/${weddingId}`,
    question: questionOfTheDay(seen.facts, new Date()),
    functions: seen.facts.functions,
    before: claimed.value.before,
    needs: seen.facts,
    asOf: seen.asOf,
    side: scope.side,
  });
  try {
    await mailer().send({ to: seen.email, ...mail });
  } catch (error) {
    await settleDigest(ctx, { userId, day, sent: false });
    throw error;
  }
  await settleDigest(ctx, { userId, day, sent: true });
};

async function readFor(scope: Scope, userId: string) {
  const [wedding, numbers, dates, team] = await readTenant(scope, async (tx) => [
    await requireWedding(tx, scope),
    await loadDashboardNumbers(tx, scope),
    await listNumberDates(tx, scope),
    await listTeam(tx, scope),
  ]);
  const email = team.find((one) => one.userId === userId)?.email;
  if (!email) return null;
  const may = mayOf(scope.permissions);
  const facts = dayFacts(numbers, dates, may);
  const shown = new Intl.DateTimeFormat("en-IN", {
    timeZone: wedding.zone,
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  const arriving =
    numbers.arriving > 0
      ? `; ${numbers.arriving} ${numbers.arriving === 1 ? "report is" : "reports are"} still arriving`
      : "";
  return {
    wedding,
    email,
    asOf: numbers.asOf
      ? `Counted ${shown.format(new Date(numbers.asOf))}${arriving}`
      : "Nothing is counted yet",
    facts: {
      ...facts,
      functions: facts.functions,
      // What a role may not open is not counted for it either.
      toRead: may.read ? facts.toRead : 0,
      unreached: may.read ? facts.unreached : 0,
      inDoubt: may.settle ? facts.inDoubt : 0,
    },
  };
}

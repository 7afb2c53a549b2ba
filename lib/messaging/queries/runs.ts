import { and, asc, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sendRuns } from "@/db/schema/messaging";
import { messagePrices, senders, templates } from "@/db/schema/senders";
import { weddings } from "@/db/schema/weddings";
import type { Scope } from "@/lib/access/types";
import { type Audience, audienceSchema } from "@/lib/audience/types";
import { AppError } from "@/lib/kernel/errors";
import { asksMore } from "@/lib/messaging/rules/asks-more";
import type { Price } from "../rules/cost";
import { fillsForRun, fillsOf } from "../rules/parameters";
import { readNews } from "./news";

const runColumns = {
  id: sendRuns.id,
  name: sendRuns.name,
  wave: sendRuns.wave,
  state: sendRuns.state,
  stateReason: sendRuns.stateReason,
  rehearsalHash: sendRuns.rehearsalHash,
  frozenHash: sendRuns.frozenHash,
  recipients: sendRuns.recipients,
  blocked: sendRuns.blocked,
  rehearsedAt: sendRuns.rehearsedAt,
  frozenAt: sendRuns.frozenAt,
  approvedAt: sendRuns.approvedAt,
  startedAt: sendRuns.startedAt,
  finishedAt: sendRuns.finishedAt,
  createdAt: sendRuns.createdAt,
  audience: sendRuns.audience,
  senderId: sendRuns.senderId,
  templateName: templates.name,
  templateLanguage: templates.language,
  templateBody: templates.body,
  templateButtons: templates.buttons,
  templateParameters: templates.parameters,
  templateFills: templates.fills,
  templateHeader: templates.header,
  templateFooter: templates.footer,
  templateUrlButton: templates.urlButton,
  templateSlots: templates.slots,
  templateCategory: templates.category,
  templateAnnounced: templates.announced,
  purpose: sendRuns.purpose,
  header: sendRuns.header,
  preparedBy: sendRuns.preparedBy,
  endsAt: sendRuns.endsAt,
  changeId: sendRuns.changeId,
  changeVersion: sendRuns.changeVersion,
  confirmAgain: sendRuns.confirmAgain,
  templateId: sendRuns.templateId,
  category: sendRuns.category,
  templateStatus: templates.status,
  provider: senders.provider,
  senderLabel: senders.label,
  senderNumber: senders.displayNumber,
  senderState: senders.state,
  senderRestrictions: senders.restrictions,
  blockedCountries: senders.blockedCountries,
  dailyLimit: senders.dailyLimit,
  newPerHour: senders.newPerHour,
  ratePerSecond: senders.ratePerSecond,
  hosts: weddings.hosts,
};

const selectRuns = (tx: Transaction) =>
  tx
    .select(runColumns)
    .from(sendRuns)
    .innerJoin(
      templates,
      and(eq(templates.weddingId, sendRuns.weddingId), eq(templates.id, sendRuns.templateId)),
    )
    .innerJoin(senders, and(eq(senders.weddingId, sendRuns.weddingId), eq(senders.id, sendRuns.senderId)))
    .innerJoin(weddings, eq(weddings.id, sendRuns.weddingId));

export type Run = Awaited<ReturnType<typeof requireRun>>;

/** One run with its template and sender. Throws AppError `not_found`. */
export async function requireRun(tx: Transaction, scope: Scope, runId: string, lock = false) {
  if (lock)
    await tx.execute(
      sql`select 1 from send_runs where wedding_id = ${scope.weddingId} and id = ${runId} for update`,
    );
  const [run] = await selectRuns(tx).where(
    and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)),
  );
  if (!run) throw new AppError("not_found", "There is no such run.");
  const news = await readNews(tx, scope, run);
  return {
    ...run,
    news,
    audience: audienceSchema.parse(run.audience) as Audience,
    asksMore: asksMore({ header: run.templateHeader, slots: run.templateSlots }),
    templateApproved: run.templateStatus === "APPROVED",
    fills: fillsForRun(fillsOf(run.templateParameters, run.templateFills), news !== null),
  };
}

/** Runs as somebody prepared them; an answer to one family stands in that family's chat. */
export const listRuns = (tx: Transaction, scope: Scope) =>
  selectRuns(tx)
    .where(and(eq(sendRuns.weddingId, scope.weddingId), ne(sendRuns.purpose, "answer")))
    .orderBy(desc(sendRuns.createdAt))
    .limit(100);

/** Numbers that are connected, and below the texts that can go out from them. */
export const listSenders = (tx: Transaction, scope: Scope) =>
  tx
    .select({
      id: senders.id,
      provider: senders.provider,
      label: senders.label,
      displayNumber: senders.displayNumber,
      state: senders.state,
      stateReason: senders.stateReason,
      ratePerSecond: senders.ratePerSecond,
      phoneNumberId: senders.phoneNumberId,
      businessAccountId: senders.businessAccountId,
    })
    .from(senders)
    .where(and(eq(senders.weddingId, scope.weddingId), isNull(senders.disconnectedAt)))
    .orderBy(asc(senders.createdAt));

export const listTemplates = (tx: Transaction, scope: Scope) =>
  tx
    .select({
      id: templates.id,
      senderId: templates.senderId,
      name: templates.name,
      language: templates.language,
      category: templates.category,
      announced: templates.announced,
      status: templates.status,
      body: templates.body,
      parameters: templates.parameters,
      fills: templates.fills,
      header: templates.header,
      footer: templates.footer,
      urlButton: templates.urlButton,
      quality: templates.quality,
      rejectedReason: templates.rejectedReason,
      buttons: templates.buttons,
      syncedAt: templates.syncedAt,
    })
    .from(templates)
    .innerJoin(
      senders,
      and(
        eq(senders.weddingId, templates.weddingId),
        eq(senders.id, templates.senderId),
        isNull(senders.disconnectedAt),
      ),
    )
    .where(eq(templates.weddingId, scope.weddingId))
    .orderBy(asc(templates.name), asc(templates.language));

/** The prices the family wrote down, by country. */
export const listPrices = (tx: Transaction, scope: Scope): Promise<Price[]> =>
  tx
    .select({
      country: messagePrices.country,
      category: messagePrices.category,
      price: messagePrices.price,
      currency: messagePrices.currency,
    })
    .from(messagePrices)
    .where(eq(messagePrices.weddingId, scope.weddingId))
    .orderBy(asc(messagePrices.country), asc(messagePrices.category));

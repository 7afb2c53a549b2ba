import type { Transaction } from "@/db/client";
import type { Scope } from "@/lib/access/types";
import { formatPhone } from "@/lib/kernel/phone";
import { countRunCountries, listRunMessages } from "@/lib/messaging/queries/run-messages";
import { listPrices, listSenders, listTemplates, type Run } from "@/lib/messaging/queries/runs";
import { costOf } from "@/lib/messaging/rules/cost";
import { renderTemplate, wholeMessage } from "@/lib/messaging/rules/render";

/** Other numbers that may send now what waits in a run: each approved text as the next family would read it, and what all of them cost. */
export async function listOtherSenders(tx: Transaction, scope: Scope, run: Run) {
  const approved = (await listTemplates(tx, scope)).filter((one) => one.status === "APPROVED");
  const prices = await listPrices(tx, scope);
  const waiting = await countRunCountries(tx, scope, run.id, "queued");
  const [next] = await listRunMessages(tx, scope, run.id, ["queued"], 1);
  return (await listSenders(tx, scope))
    .filter((one) => one.id !== run.senderId && one.state === "active")
    .map((one) => ({
      id: one.id,
      name: one.label ?? formatPhone(one.displayNumber),
      templates: approved
        .filter((template) => template.senderId === one.id)
        .map(({ id, name, language, category, body, header, footer }) => ({
          id,
          name,
          language,
          category,
          text: wholeMessage({ header, footer }, renderTemplate(body, next?.params ?? [])),
          cost: costOf(waiting, category, prices),
        })),
    }))
    .filter((one) => one.templates.length > 0);
}

export type OtherSender = Awaited<ReturnType<typeof listOtherSenders>>[number];

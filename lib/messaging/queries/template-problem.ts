import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { senders, templates } from "@/db/schema/senders";
import type { Scope } from "@/lib/access/types";
import { type Refusal, refuse } from "@/lib/kernel/result";
import { asksMore } from "@/lib/messaging/rules/asks-more";
import { fillsForRun, fillsOf } from "@/lib/messaging/rules/parameters";

/** Why a message text cannot be what a run of this sender sends, or null. */
export async function templateProblem(
  tx: Transaction,
  { weddingId }: Scope,
  { senderId, templateId }: { senderId: string; templateId: string },
  /** The run tells what changed about a function; any other has nothing to fill such a place with. */
  aboutChange = false,
): Promise<Refusal | null> {
  const [template] = await tx
    .select({
      parameters: templates.parameters,
      fills: templates.fills,
      header: templates.header,
      slots: templates.slots,
      gone: senders.disconnectedAt,
    })
    .from(templates)
    .innerJoin(senders, and(eq(senders.weddingId, templates.weddingId), eq(senders.id, templates.senderId)))
    .where(
      and(eq(templates.weddingId, weddingId), eq(templates.id, templateId), eq(templates.senderId, senderId)),
    );
  if (!template) return refuse("unknown_template", "This message text does not belong to the chosen sender.");
  if (template.gone)
    return refuse("disconnected", "This number is not connected any more. Choose another one.");
  const more = asksMore(template);
  if (more) return refuse("unfilled_template", more);
  const fills = fillsOf(template.parameters, template.fills);
  const open = fillsForRun(fills, aboutChange).indexOf(null);
  if (open < 0) return null;
  const place = `{{${template.parameters[open]}}}`;
  return fills[open]
    ? refuse(
        "tells_a_change",
        `${place} in this message tells what changed about a function. It is prepared from that function’s page.`,
      )
    : refuse(
        "unfilled_template",
        `Say first what ${place} in this message stands for, on the page of messages.`,
      );
}

import { rowsOf } from "@/tests/factories/campaign";
import type { Replies, Wrote } from "@/tests/factories/replies";

/** Every message is one event, which became one thing; what answers or asks is kept, what is set aside has its reason. */
export async function judgeAccount(replies: Replies, batch: readonly Wrote[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const one of new Set(batch)) {
    const [row] = await rowsOf<{
      events: number;
      disposition: string;
      reason: string | null;
      kept: number;
      outcome: string | null;
      reading: string | null;
      unit: string | null;
    }>(
      replies,
      `select count(*)::int as events, min(e.disposition) as disposition, min(e.reason) as reason, count(n.id)::int as kept, min(n.outcome) as outcome, min(n.reading->>'kind') as reading, min(n.unit_id::text) as unit
       from webhook_events e left join inbound_messages n on n.wedding_id = e.wedding_id and n.provider_message_id = $2 where (e.wedding_id = $1 or e.wedding_id is null) and e.event_key = 'message:' || $2`,
      one.id,
    );
    const { events, disposition, reason, kept, outcome, reading, unit } = row!;
    const says = `${one.words}: ${disposition} ${reason}, ${outcome} ${reading}`;
    if (events !== 1) wrong.push(`${events} events of ${says}`);
    if (reason?.startsWith("error:")) wrong.push(`ended in an error: ${says}`);
    const aside = reason === "group" || reason === "reaction" || reason === "identity";
    if (kept !== (aside ? 0 : 1)) wrong.push(`kept ${kept} times: ${says}`);
    if (disposition === "ignored" && !aside) wrong.push(`ignored without a reason: ${says}`);
    if (disposition === "quarantined" && outcome !== "unknown_sender")
      wrong.push(`quarantined, and no human sees it: ${says}`);
    const plain =
      ["courtesy", "later", null].includes(reading) || (reading === "tap" && one.sense === "open");
    if (!aside && outcome === "ignored" && !plain) wrong.push(`nobody answers and nobody reads: ${says}`);
    if (
      !aside &&
      reading === null &&
      unit === null &&
      outcome === "ignored" &&
      !/thank|🙏|thanks/.test(one.words)
    )
      wrong.push(`nobody's, and nobody reads it: ${says}`);
  }
  return wrong;
}

import { sql } from "drizzle-orm";
import { prepared } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import { OWN_WORD, settleStops, UNDELIVERED } from "@/lib/guests/commands/settle-stops";
import { printsOfSamePeople, printsOfValue } from "@/lib/guests/queries/same-people";
import type { Tools } from "@/lib/platform/command";
import type { ArrivedMessage } from "@/lib/rsvp/inputs";
import type { KnownSender } from "@/lib/rsvp/types";

/**
 * A household's own word in the ledger of consent, with its evidence: at its first answer, when it stops, and when it lets us write again. By the
 * guest's time, so that an answer that comes late does not take back a later stop.
 */
export async function noteOwnWord(
  { tx, scope }: Tools,
  said: {
    sender: KnownSender;
    text: string | null;
    at: string;
    inboundId: string;
    granted: "yes" | "withdrawn";
  },
): Promise<void> {
  const { sender, text, at, inboundId, granted } = said;
  const evidence = { inbound: inboundId, person: sender.personId, said: (text ?? "").slice(0, 200) };
  await prepared(
    tx,
    "own-word",
    sql`
    insert into consents (wedding_id, unit_id, side, basis, granted, evidence, actor, recorded_at)
    select ${scope.weddingId}, ${sender.unitId}, ${sender.side}, 'guest_reply', ${granted}, ${JSON.stringify(evidence)}::jsonb, ${actorLabel(scope.actor)},
      least(now(), ${at}::timestamptz)
    where (select c.granted from consents c where c.wedding_id = ${scope.weddingId} and c.unit_id = ${sender.unitId} and c.basis = 'guest_reply'
      order by c.recorded_at desc, c.id desc limit 1) is distinct from ${granted}`,
  );
}

/**
 * Do-Not-Message by every identifier the message carries, or the end of it, for everything else of theirs as well. By the
 * guest's time: what was lifted after a STOP was written stays lifted, however often and late the message is read. What the
 * provider told us of them stands beside it, unless it is the provider who says that it delivers to them again.
 */
export async function settleOwnStop(
  { tx, scope }: Tools,
  { from, at, content }: Pick<ArrivedMessage["event"], "from" | "at" | "content">,
  value: "stop" | "resume",
): Promise<void> {
  const values = [from.phone, from.bsuid].filter((one) => one !== null);
  const theirs =
    value === "resume"
      ? await printsOfSamePeople(
          tx,
          scope,
          values.map((one) => ({ value: one, at })),
        )
      : [];
  const prints = new Set([...values.flatMap(printsOfValue), ...theirs.map((one) => one.print)]);
  const told = [...prints].map((print) => ({ print, value, at }));
  await settleStops(tx, scope, OWN_WORD, told);
  if (content.keyword === "start") await settleStops(tx, scope, UNDELIVERED, told);
}

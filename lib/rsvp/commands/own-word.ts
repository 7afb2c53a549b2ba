import { sql } from "drizzle-orm";
import { prepared } from "@/db/client";
import { actorLabel } from "@/lib/access/policy";
import { phoneVariants } from "@/lib/kernel/phone";
import { suppressFingerprints } from "@/lib/messaging/commands/apply-failures";
import type { Tools } from "@/lib/platform/command";
import { fingerprint } from "@/lib/platform/tokens";
import type { KnownSender } from "@/lib/rsvp/types";

/**
 * A household's own word in the ledger of consent, with its evidence: at its first answer, and when it stops. By the
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
 * Do-Not-Message by every identifier the message carries, and every variant of it. What a person lifted after the message
 * was written stays lifted, however often the message is read.
 */
export async function optOut(
  { tx, scope }: Tools,
  { from, at }: { from: { phone: string | null; bsuid: string | null }; at: string },
): Promise<void> {
  const prints = [
    ...(from.phone ? phoneVariants(from.phone).map((variant) => fingerprint("phone", variant)) : []),
    ...(from.bsuid ? [fingerprint("bsuid", from.bsuid)] : []),
  ];
  const hex = prints.map((print) => print.toString("hex"));
  const { rows: lifted } = await tx.execute<{ print: string }>(sql`
    select distinct encode(fingerprint, 'hex') as print from suppressions
    where wedding_id = ${scope.weddingId} and scope = 'all' and lifted_at >= ${at}::timestamptz
      and fingerprint in (select decode(jsonb_array_elements_text(${JSON.stringify(hex)}::jsonb), 'hex'))`);
  await suppressFingerprints(
    tx,
    scope,
    hex.filter((print) => !lifted.some((one) => one.print === print)),
    { reason: "stop_word", source: "whatsapp" },
  );
}

import { TimeInZone } from "@/components/shared/time-in-zone";
import type { FamilyBehind } from "@/lib/reports/queries";

const MESSAGES: Record<string, string> = {
  queued: "The invitation is in line.",
  calling: "The invitation is going out.",
  in_doubt: "Whether the invitation went out is in doubt.",
  accepted: "Invitation sent.",
  sent: "Invitation sent.",
  delivered: "Invitation arrived, not opened as far as we know.",
  read: "Invitation read.",
  failed: "The invitation could not be delivered.",
  blocked: "The invitation was held back.",
  cancelled: "The invitation was stopped before it went out.",
};

const HOW: Record<string, string> = {
  whatsapp: "on WhatsApp",
  web: "on their page",
  phone: "by phone",
  console: "here",
};

/** Why a family counts the way it does. */
export function Why({ family, zone }: { family: FamilyBehind; zone: string }) {
  if (!family.answer)
    return <>{MESSAGES[family.messageState ?? ""] ?? "No invitation has gone out to them yet."}</>;
  const entered = family.channel === "phone" || family.channel === "console";
  return (
    <>
      {entered ? "Entered" : "Answered"} {entered ? "after a call" : (HOW[family.channel ?? ""] ?? "")}
      {family.by ? ` by ${family.by}` : ""}
      {family.answeredAt ? (
        <>
          , <TimeInZone at={family.answeredAt} zone={zone} show="short" zoneHidden />
        </>
      ) : null}
      {family.said ? <span className="block break-words">“{family.said}”</span> : null}
      {family.answers > 1 ? (
        <span className="block">The last of {family.answers} answers; it is the one that counts.</span>
      ) : null}
    </>
  );
}

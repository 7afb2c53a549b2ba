import { answerWords, peopleWords } from "@/components/guests/words";
import { shortDay } from "@/components/shared/format-time";
import { TimeInZone } from "@/components/shared/time-in-zone";
import type { FamilyBehind } from "@/lib/reports/queries/behind";

const MESSAGES: Record<string, string> = {
  queued: "The invitation is in line.",
  calling: "The invitation is going out.",
  in_doubt: "Whether the invitation went out is in doubt.",
  accepted: "Invitation sent",
  sent: "Invitation sent",
  delivered: "Invitation arrived, not opened as far as we know",
  read: "Invitation read",
  failed: "The invitation could not be delivered.",
  blocked: "The invitation was held back.",
  cancelled: "The invitation was stopped before it went out.",
};

const HOW: Record<string, string> = { whatsapp: "on WhatsApp", web: "on their page" };

const whatWas = (said: { answer: string; adults: number; children: number }): string =>
  said.answer === "yes"
    ? peopleWords(said.adults, said.children)
    : answerWords(said.answer).label.toLowerCase();

/** Why a family counts the way it does: who said it, when and through what, and what it replaced. */
export function Why({ family, zone }: { family: FamilyBehind; zone: string }) {
  if (!family.answer) return <NotAnswered family={family} zone={zone} />;
  const entered = family.channel === "phone" || family.channel === "console";
  const { replaced } = family;
  return (
    <>
      {entered
        ? `Entered ${family.channel === "phone" ? "after a call " : ""}by ${family.enteredBy ?? "the family"}${family.by ? `, as ${family.by} said` : ""}`
        : `Answered ${HOW[family.channel ?? ""] ?? ""}${family.by ? ` by ${family.by}` : ""}`}
      {family.answeredAt ? (
        <>
          , <TimeInZone at={family.answeredAt} zone={zone} show="short" />
        </>
      ) : null}
      {family.said ? <span className="block break-words">“{family.said}”</span> : null}
      {replaced ? (
        <span className="block break-words">
          Before, <TimeInZone at={replaced.at} zone={zone} show="short" />: {whatWas(replaced)}
          {replaced.by ? ` (${replaced.by})` : ""}
        </span>
      ) : null}
      {family.differs ? (
        <span className="block text-amber-ink">Somebody of the family says something else.</span>
      ) : null}
      {family.answer === "yes" && family.diets.length > 0 ? (
        <span className="block break-words">Eats: {family.diets.join(", ")}</span>
      ) : null}
      {family.askAgainOn ? (
        <span className="block">Wants to be asked again on {shortDay(family.askAgainOn)}.</span>
      ) : null}
    </>
  );
}

function NotAnswered({ family, zone }: { family: FamilyBehind; zone: string }) {
  const words = MESSAGES[family.messageState ?? ""] ?? "No invitation has gone out to them yet.";
  const at = family.messageState === "read" ? family.readAt : family.askedAt;
  return (
    <>
      {words}
      {at && !words.endsWith(".") ? (
        <>
          , <TimeInZone at={at} zone={zone} show="short" />
        </>
      ) : null}
      {family.askAgainOn ? (
        <span className="block">Wants to be asked again on {shortDay(family.askAgainOn)}.</span>
      ) : null}
    </>
  );
}

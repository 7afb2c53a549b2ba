import { ChevronRight } from "lucide-react";
import { unawareWords } from "@/components/events/unaware-words";
import { pauseWords } from "@/components/messaging/words";
import { counted, families } from "@/components/shared/fill-words";
import { Link } from "@/components/ui/link";
import { type Tone, toneLook } from "@/components/ui/tone";
import { changeTitle } from "@/lib/events/rules/change-words";
import { cn } from "@/lib/kernel/class-names";
import type { Dashboard } from "@/lib/reports/queries";
import type { May } from "@/lib/reports/types";

export type Need = { key: string; tone: Tone; title: string; why: string; href: string };

/** What waits for a person, the most urgent first; only what this role can do something about. */
export function needsOf(weddingId: string, numbers: Dashboard, may: May): Need[] {
  const base = `/weddings/${weddingId}`;
  const found: Need[] = [];
  const { needs } = numbers;
  if (may.send) {
    for (const run of numbers.runs.filter((one) => one.state === "paused")) {
      found.push({
        key: run.id,
        tone: "failed",
        title: `“${run.name}” is paused`,
        why: `${run.stateReason ? pauseWords(run.stateReason) : "Somebody paused it."} Nothing is lost.`,
        href: `${base}/runs/${run.id}`,
      });
    }
  }
  if (may.send || may.plan)
    for (const change of numbers.changes.filter((one) => one.unaware > 0))
      found.push({
        key: change.id,
        tone: "attention",
        title: `${changeTitle(change)}: ${unawareWords(change)}`,
        why:
          change.runs.length > 0
            ? "A message for them is prepared and has not gone out to all of them."
            : "Tell them, or say that nobody needs to be told.",
        href: `${base}/functions/${change.eventId}/changes/${change.id}`,
      });
  if (may.read && needs.toRead > 0)
    found.push({
      key: "read",
      tone: "attention",
      title: counted(needs.toRead, { one: "message to read", many: "messages to read" }),
      why: "Guests wrote something that only a person understands.",
      href: `${base}/answers?view=read`,
    });
  if (may.read && needs.unknown > 0)
    found.push({
      key: "unknown",
      tone: "attention",
      title: counted(needs.unknown, {
        one: "message from an unknown number",
        many: "messages from unknown numbers",
      }),
      why: "Nobody in the guest list has it. Nothing was counted.",
      href: `${base}/answers?view=read`,
    });
  if (may.read && needs.unreached > 0)
    found.push({
      key: "unreached",
      tone: "failed",
      title: `${counted(needs.unreached, { one: "answer of ours", many: "answers of ours" })} did not reach the family`,
      why: "It was written back to them, and did not arrive, or nobody knows. See why, and answer in another way.",
      href: `${base}/answers?view=read`,
    });
  if (needs.disagreements > 0)
    found.push({
      key: "differ",
      tone: "attention",
      title: `${counted(needs.disagreements, families)} ${needs.disagreements === 1 ? "says" : "say"} two things`,
      why: "Two people of a family answered differently. The latest counts until you decide.",
      href: `${base}/answers/differ`,
    });
  if (may.edit && needs.askAgain > 0)
    found.push({
      key: "again",
      tone: "attention",
      title: `${counted(needs.askAgain, families)} wanted to be asked again by today`,
      why: "They were not sure, and named a day. We told them that the family asks again.",
      href: `${base}/runs/calls`,
    });
  if (may.settle && needs.inDoubt > 0)
    found.push({
      key: "doubt",
      tone: "attention",
      title: counted(needs.inDoubt, { one: "message in doubt", many: "messages in doubt" }),
      why: "WhatsApp did not say whether they went out. None is sent twice without you.",
      href: `${base}/runs`,
    });
  if (may.plan) {
    for (const event of numbers.events) {
      if (event.waiting > 0 && !event.cancelled)
        found.push({
          key: event.id,
          tone: "attention",
          title: `${event.name}: ${counted(event.waiting, { one: "person waits", many: "people wait" })} for a place`,
          why: event.free
            ? `Of ${event.ceiling?.toLocaleString("en-IN")} places ${event.free.toLocaleString("en-IN")} ${event.free === 1 ? "is" : "are"} free, too few for a whole family of them.`
            : `All ${event.ceiling?.toLocaleString("en-IN")} places are given. Who comes first is served first.`,
          href: `${base}/answers/${event.id}?which=waiting`,
        });
    }
  }
  if (may.settle && needs.refused > 0)
    found.push({
      key: "refused",
      tone: "info",
      title: counted(needs.refused, { one: "report set aside", many: "reports set aside" }),
      why: "WhatsApp reported something that fits no message of ours, or that could not be read. It is kept, and counted.",
      href: `${base}/answers`,
    });
  return found;
}

export function NeedsList({ needs }: { needs: readonly Need[] }) {
  return (
    <ul className="grid gap-2">
      {needs.map((need) => {
        const look = toneLook[need.tone];
        const Sign = look.sign;
        return (
          <li key={need.key}>
            <Link
              href={need.href}
              className="flex min-h-14 items-center gap-3 rounded-md border border-line bg-surface px-4 py-2.5 text-ink no-underline transition-colors hover:border-line-strong hover:bg-sunken/50"
            >
              <span
                className={cn(
                  "flex size-9 shrink-0 items-center justify-center rounded-full",
                  look.soft,
                  look.text,
                )}
              >
                <Sign aria-hidden="true" className="size-5" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="tabular block break-words font-medium">{need.title}</span>
                <span className="block break-words text-muted text-sm">{need.why}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

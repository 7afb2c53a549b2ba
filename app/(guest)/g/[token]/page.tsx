import type { Metadata } from "next";
import { CalendarFeed, CalendarLinks } from "@/components/rsvp/calendar-links";
import { ChangeNotes } from "@/components/rsvp/change-note";
import { FunctionAnswer } from "@/components/rsvp/function-answer";
import { Marigold } from "@/components/shared/marigold";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { Button } from "@/components/ui/button";
import { loadGuestPage, loadGuestPlan } from "@/lib/rsvp/loaders";

export const metadata: Metadata = { title: "Your invitation", robots: { index: false, follow: false } };

const SAID: Record<string, { words: string; good: boolean }> = {
  thanks: { words: "Thank you. Your answer has reached the family. You can change it here.", good: true },
  seen: { words: "Thank you. The family knows that you have seen it.", good: true },
  nothing: { words: "Nothing was chosen yet. Choose an answer for at least one function.", good: false },
  no_count: { words: "How many of you come? Write a number beside “We come”.", good: false },
  too_many: {
    words: "That is more than the places kept for you. Please call the family if more of you come.",
    good: false,
  },
  closed: { words: "The date to answer by has passed. Please call the family.", good: false },
};

/** A household's own page: who invites, to what, and one form that works without a script. */
export default async function GuestPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ said?: string }>;
}) {
  const { token } = await params;
  const page = await loadGuestPage(token);
  const plan = await loadGuestPlan(token);
  const said = SAID[(await searchParams).said ?? ""];
  const open = page.functions.some((one) => !one.closed);
  return (
    <main id="main" className="mx-auto max-w-xl px-4 pt-8 pb-16 sm:px-6">
      <header className="text-center">
        <Marigold className="mx-auto size-12" />
        <h1 className="mt-3 font-semibold text-xl text-[#7a2e1d] dark:text-ink">{page.wedding}</h1>
        <p className="mt-3">
          <span className="font-medium">{page.hosts}</span> lovingly invite
        </p>
        <p className="mt-1 font-semibold text-lg">{page.household}</p>
      </header>
      {said ? (
        <p
          role="status"
          className={
            said.good
              ? "mt-6 rounded-md border border-leaf-ink/40 p-4 text-leaf-ink"
              : "mt-6 rounded-md border border-amber-ink/40 p-4 text-amber-ink"
          }
        >
          {said.words}
        </p>
      ) : null}
      <ChangeNotes token={token} functions={plan.functions} />
      {page.functions.length === 0 ? (
        <p className="mt-8 text-center text-muted">The functions of this wedding will be here soon.</p>
      ) : (
        <form method="post" action={`/api/g/${token}`} className="mt-8 grid gap-5">
          {page.functions.map((event) => {
            const planned = plan.functions.find((one) => one.id === event.id);
            return (
              <section key={event.id} className="rounded-md border border-line bg-surface p-4 sm:p-6">
                <h2 className="font-semibold text-lg">{event.name}</h2>
                {event.startsAt ? (
                  <p className="mt-1">
                    <TimeInZone at={event.startsAt} zone={event.zone} />
                  </p>
                ) : null}
                {event.venue ? (
                  <p className="mt-1 text-muted">
                    {event.venue}
                    {event.address ? `, ${event.address}` : ""}
                  </p>
                ) : null}
                {planned ? (
                  <CalendarLinks
                    event={event.name}
                    google={planned.google}
                    file={planned.file}
                    cancelled={planned.cancelled}
                  />
                ) : null}
                {event.closed ? (
                  <p className="mt-3 text-amber-ink text-sm">
                    {planned?.cancelled
                      ? `${event.name} is cancelled.`
                      : "The date to answer by has passed. Please call the family."}
                  </p>
                ) : null}
                <FunctionAnswer event={event} />
              </section>
            );
          })}
          {open ? (
            <Button type="submit" variant="primary" wide>
              Send our answer
            </Button>
          ) : null}
          <CalendarFeed feed={plan.feed} file={plan.file} />
        </form>
      )}
    </main>
  );
}

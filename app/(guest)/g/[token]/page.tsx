import type { Metadata } from "next";
import { AnswerForm } from "@/components/rsvp/answer-form";
import { CalendarLinks } from "@/components/rsvp/calendar-links";
import { ChangeNotes } from "@/components/rsvp/change-note";
import { GuestHead, guestHref, LanguageSwitch, Said } from "@/components/rsvp/guest-head";
import { StandingList } from "@/components/rsvp/standing-list";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { loadGuestPage, loadGuestPlan } from "@/lib/rsvp/loaders";
import type { PageRefusal } from "@/lib/rsvp/rules/household-page";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import { daysOf } from "@/lib/rsvp/rules/page-words";

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ said?: string; at?: string; lang?: string; sent?: string }>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { language } = await loadGuestPage((await params).token, (await searchParams).lang);
  return { title: language.words.title, robots: { index: false, follow: false } };
}

function saidWords(words: PageWords, said: string | undefined): { words: string; good: boolean } | null {
  if (said === "thanks" || said === "same") return { words: words[said], good: true };
  if (said === "seen") return { words: words.plan.seen, good: true };
  if (said === "nothing") return { words: words.nothing, good: false };
  return said && Object.hasOwn(words.refused, said)
    ? { words: words.refused[said as PageRefusal], good: false }
    : null;
}

/**
 * A household's own page: who invites, to what, one button for everybody, and one form that works without a script. No
 * loading screen: a browser without scripts would never leave it.
 */
export default async function GuestPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { said: code, at, lang, sent: sealed } = await searchParams;
  const { page, language, sent } = await loadGuestPage(token, lang, sealed);
  const plan = await loadGuestPlan(token, language.code);
  const { words } = language;
  const said = saidWords(words, code);
  const open = page.functions.filter((one) => !one.closed);
  const answered = page.functions.some((one) => one.answer !== null);
  const rest = open.some((one) => one.answer === null);
  const action = `/api/g/${encodeURIComponent(token)}`;
  const problem = said && !said.good && at ? { eventId: at, words: said.words } : null;
  const more = guestHref(token, language.code, "/more");
  return (
    <main id="main" lang={language.code} className="mx-auto max-w-xl px-4 pt-2 pb-16 sm:px-6">
      <LanguageSwitch token={token} language={language} />
      <GuestHead {...page} invite={words.invite} when={daysOf(page, words)} />
      {said ? <Said {...said} {...(problem ? { to: `#f-${problem.eventId}` } : {})} /> : null}
      <ChangeNotes token={token} language={language.code} words={words.plan} functions={plan.functions} />
      {page.functions.length === 0 ? (
        <p className="mt-8 text-center text-muted">{words.soon}</p>
      ) : (
        <>
          <section className="mt-4">
            <h2 className="font-semibold text-henna-ink">
              {answered ? words.standsTitle : words.yourFunctions}
            </h2>
            <StandingList page={page} words={words} answered={answered || open.length === 0} />
            <div className="mt-3 grid gap-2">
              {open.length === 0 ? <p className="text-amber-ink">{words.closedAll(page.hosts)}</p> : null}
              {open.length > 0 && !answered ? (
                <form method="post" action={action}>
                  <input type="hidden" name="lang" value={language.code} />
                  <Button type="submit" name="everything" value="yes" variant="primary" size="lg" wide>
                    {words.everything}
                  </Button>
                </form>
              ) : null}
              {answered && rest ? (
                <a
                  href="#answer"
                  className={`${buttonLook({ variant: "primary", size: "lg" })} no-underline`}
                >
                  {words.answerRest}
                </a>
              ) : null}
              {answered ? (
                <a
                  href={more}
                  className={`${buttonLook({ variant: rest ? "secondary" : "primary", size: "lg" })} no-underline`}
                >
                  {words.moreLink}
                </a>
              ) : null}
              {open.length > 0 && !(answered && rest) ? (
                <a
                  href="#answer"
                  className="inline-flex min-h-11 items-center justify-center underline underline-offset-4"
                >
                  {answered ? words.change : words.oneByOne}
                </a>
              ) : null}
            </div>
          </section>
          <section id="answer" className="mt-8 grid gap-4">
            <div>
              <h2 className="font-semibold text-henna-ink text-lg">
                {open.length > 0 ? words.formTitle : words.yourFunctions}
              </h2>
              {open.length > 0 ? <p className="mt-1 text-muted">{words.formHelp}</p> : null}
            </div>
            <AnswerForm page={page} language={language} action={action} sent={sent} problem={problem} />
          </section>
        </>
      )}
      <CalendarLinks plan={plan} words={words.plan} />
      <p className="mt-8 text-muted text-sm">{words.privacy(page.hosts)}</p>
    </main>
  );
}

import type { ReactElement } from "react";
import { AnswerForm } from "@/components/rsvp/answer-form";
import { CalendarLinks, type CalendarPlan } from "@/components/rsvp/calendar-links";
import { ChangeNotes, type NewsOfFunction } from "@/components/rsvp/change-note";
import { guestHref, HouseholdShell, Said, titleAfter } from "@/components/rsvp/household-shell";
import { StandingList } from "@/components/rsvp/standing-list";
import { Mark } from "@/components/website/look-marks";
import { Typed, tongue } from "@/components/website/told";
import { inLanguage } from "@/lib/kernel/languages";
import {
  type FormLine,
  type HouseholdPage,
  type PageRefusal,
  whyLocked,
} from "@/lib/rsvp/rules/household-page";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import { daysOf, type PageLanguage } from "@/lib/rsvp/rules/page-words";
import { siteWords } from "@/lib/website/rules/site-words";
import type { SiteFace } from "@/lib/website/types";

export interface AnswerDocumentProps {
  token: string;
  page: HouseholdPage;
  plan: CalendarPlan & { functions: readonly NewsOfFunction[] };
  site: SiteFace | null;
  language: PageLanguage;
  sent: readonly FormLine[];
  /** What came of the last form, and at which function. */
  said: string | null;
  at: string | null;
  nonce: string | undefined;
}

function saidWords(words: PageWords, said: string | null): { words: string; good: boolean } | null {
  if (said === "thanks" || said === "same") return { words: words[said], good: true };
  if (said === "seen") return { words: words.plan.seen, good: true };
  if (said === "nothing") return { words: words.nothing, good: false };
  return said && Object.hasOwn(words.refused, said)
    ? { words: words.refused[said as PageRefusal], good: false }
    : null;
}

/** A household's own page: who invites, to what, one button for everybody, and one form that works without a script. */
export function AnswerDocument(props: AnswerDocumentProps): ReactElement {
  const { token, page, plan, site, language, sent, at, nonce } = props;
  const { words } = language;
  const said = saidWords(words, props.said);
  const problem = said && !said.good && at ? { eventId: at, words: said.words } : null;
  const open = page.functions.filter((one) => !one.closed);
  const back = `/g/${encodeURIComponent(token)}`;
  return (
    <HouseholdShell
      token={token}
      site={site}
      language={language}
      title={titleAfter(said ? [said] : [], words.title)}
      written={[page, plan]}
      nonce={nonce}
    >
      <Head page={page} site={site} language={language} />
      {said ? <Said {...said} {...(problem ? { to: `#f-${problem.eventId}-answer` } : {})} /> : null}
      <ChangeNotes token={token} language={language.code} words={words.plan} functions={plan.functions} />
      {page.functions.length === 0 ? (
        <p className="quiet center">{words.soon}</p>
      ) : (
        <>
          <Stands token={token} page={page} language={language} />
          <section id="answer" aria-labelledby="ask">
            <h2 id="ask">{open.length > 0 ? words.formTitle : words.yourFunctions}</h2>
            {open.length > 0 ? <p className="quiet center">{words.formHelp}</p> : null}
            <AnswerForm
              page={page}
              language={language}
              action={`/api/g/${encodeURIComponent(token)}`}
              sent={sent}
              problem={problem}
            />
          </section>
        </>
      )}
      <CalendarLinks plan={plan} words={words.plan} language={language.code} />
      <p className="quiet small" id="real">
        {words.privacy(page.hosts)}
      </p>
      <p className="foot">
        {site ? <a href={`${back}?lang=${language.code}`}>{words.back}</a> : null}
        <a href={`${back}/real?lang=${language.code}`}>{siteWords(language.code).real}</a>
      </p>
    </HouseholdShell>
  );
}

/** Who invites whom, and when. */
function Head({ page, site, language }: Pick<AnswerDocumentProps, "page" | "site" | "language">) {
  const { code, words } = language;
  const first = site && inLanguage(site.couple.first, code);
  const second = site && inLanguage(site.couple.second, code);
  const when = daysOf(page, words);
  return (
    <header className="head">
      <h1 className="names">
        {first && second ? (
          <>
            <span {...tongue(first, code)}>{first.text}</span>{" "}
            <span className="and">{siteWords(code).and}</span>{" "}
            <span {...tongue(second, code)}>{second.text}</span>
          </>
        ) : (
          <Typed text={page.wedding} around={code} />
        )}
      </h1>
      {when ? <p className="days">{when}</p> : null}
      <Mark look={site?.look ?? "motia"} />
      <p>
        <b>
          <Typed text={page.hosts} around={code} />
        </b>{" "}
        {words.invite}
      </p>
      <p className="household">
        <Typed text={page.household} around={code} />
      </p>
    </header>
  );
}

/** What is answered so far, and the one step that comes next. */
function Stands({ token, page, language }: Pick<AnswerDocumentProps, "token" | "page" | "language">) {
  const { code, words } = language;
  const open = page.functions.filter((one) => !one.closed);
  const answered = page.functions.some((one) => one.answer !== null);
  const rest = open.some((one) => one.answer === null);
  const locked = whyLocked(page);
  return (
    <section aria-labelledby="stands">
      <h2 id="stands" className="small-title">
        {answered ? words.standsTitle : words.yourFunctions}
      </h2>
      <StandingList page={page} language={language} answered={answered || open.length === 0} />
      <div className="next">
        {locked ? (
          <p className="wait">
            {locked === "cancelled" ? words.cancelledAll(page.hosts) : words.closedAll(page.hosts)}
          </p>
        ) : null}
        {open.length > 0 && !answered ? (
          <form method="post" action={`/api/g/${encodeURIComponent(token)}`}>
            <input type="hidden" name="lang" value={code} />
            <button type="submit" name="everything" value="yes">
              {words.everything}
            </button>
          </form>
        ) : null}
        {answered && rest ? (
          <a href="#answer" className="button">
            {words.answerRest}
          </a>
        ) : null}
        {answered ? (
          <a href={guestHref(token, code, "/more")} className={rest ? "button second" : "button"}>
            {words.moreLink}
          </a>
        ) : null}
        {open.length > 0 && !(answered && rest) ? (
          <a href="#answer" className="text-link">
            {answered ? words.change : words.oneByOne}
          </a>
        ) : null}
      </div>
    </section>
  );
}

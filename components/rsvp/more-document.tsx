import type { ReactElement } from "react";
import { DietFields } from "@/components/rsvp/diet-fields";
import { guestHref, HouseholdShell, Said } from "@/components/rsvp/household-shell";
import { TravelFields } from "@/components/rsvp/travel-fields";
import { zoneLongName } from "@/components/shared/format-time";
import { Mark } from "@/components/website/look-marks";
import type { HouseholdPage } from "@/lib/rsvp/rules/household-page";
import {
  fieldsOf,
  NO_TRAVEL,
  type SentMore,
  type TravelPlan,
  type TravelProblem,
} from "@/lib/rsvp/rules/more-form";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";
import type { SiteFace } from "@/lib/website/types";

/** What came of the last form: what was saved, and why the food or the journey was not. */
export interface MoreOutcome {
  saved: string | null;
  food: string | null;
  travel: string | null;
}

export interface MoreDocumentProps {
  token: string;
  page: HouseholdPage;
  travel: { plan: TravelPlan; version: number } | null;
  site: SiteFace | null;
  language: PageLanguage;
  sent: SentMore;
  outcome: MoreOutcome;
  nonce: string | undefined;
}

function sayings(words: PageWords, { saved, food, travel }: MoreOutcome): { words: string; good: boolean }[] {
  const parts = (saved ?? "").split(" ");
  const wrong = [
    ...(food ? [words.dietRefused] : []),
    ...(travel === "stale" ? [words.travelStale] : []),
    ...(travel && Object.hasOwn(words.travelRefused, travel)
      ? [words.travelRefused[travel as TravelProblem]]
      : []),
  ];
  const right = (["diet", "travel"] as const)
    .filter((one) => parts.includes(one))
    .map((one) => words.saved[one]);
  if (saved === "nothing") right.push(words.savedNothing);
  return [
    ...right.map((said) => ({ words: said, good: true })),
    ...wrong.map((said) => ({ words: said, good: false })),
  ];
}

/** The second step, which holds up nobody: what they eat, how they travel. Either button saves whatever is filled in. */
export function MoreDocument(props: MoreDocumentProps): ReactElement {
  const { token, page, travel, site, language, sent, outcome, nonce } = props;
  const { words } = language;
  const at = page.functions.find((one) => one.startsAt)?.startsAt ?? new Date().toISOString();
  const stored = fieldsOf(travel?.plan ?? NO_TRAVEL);
  return (
    <HouseholdShell
      token={token}
      site={site}
      language={language}
      title={words.moreTitle}
      written={page}
      step="/more"
      nonce={nonce}
    >
      <header className="head">
        <h1>{words.moreTitle}</h1>
        <Mark look={site?.look ?? "motia"} />
        <p className="quiet">{words.moreHelp}</p>
      </header>
      {sayings(words, outcome).map((one) => (
        <Said key={one.words} {...one} />
      ))}
      <form
        method="post"
        action={`/api/g/${encodeURIComponent(token)}/more`}
        autoComplete="off"
        className="stack"
      >
        <input type="hidden" name="lang" value={language.code} />
        {page.people.some((one) => one.ours) ? (
          <section className="card">
            <h2>{words.dietTitle}</h2>
            <DietFields page={page} words={words} sent={sent.diets} />
            <button type="submit">{words.save}</button>
          </section>
        ) : null}
        <section className="card">
          <h2>{words.travelTitle}</h2>
          <p className="quiet small">{words.travelHelp(zoneLongName(at, page.zone, words.locale))}</p>
          <TravelFields words={words} stored={stored} version={travel?.version ?? 0} sent={sent.travel} />
          <button type="submit">{words.save}</button>
        </section>
      </form>
      <p className="foot">
        <a href={guestHref(token, language.code)}>{words.back}</a>
      </p>
    </HouseholdShell>
  );
}

import type { ReactElement } from "react";
import { DietFields } from "@/components/rsvp/diet-fields";
import { guestHref, HouseholdShell, Said, titleAfter } from "@/components/rsvp/household-shell";
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

interface Saying {
  words: string;
  good: boolean;
  /** Where it can be put right. */
  to?: string;
}

function sayings(words: PageWords, { saved, food, travel }: MoreOutcome): Saying[] {
  const parts = (saved ?? "").split(" ");
  const wrong = [
    ...(food ? [{ words: words.dietRefused, to: "#food" }] : []),
    ...(travel === "stale" ? [{ words: words.travelStale, to: "#travel" }] : []),
    ...(travel && Object.hasOwn(words.travelRefused, travel)
      ? [{ words: words.travelRefused[travel as TravelProblem], to: "#travel" }]
      : []),
  ];
  const right = (["diet", "travel"] as const)
    .filter((one) => parts.includes(one))
    .map((one) => words.saved[one]);
  if (saved === "nothing") right.push(words.savedNothing);
  return [
    ...right.map((said) => ({ words: said, good: true })),
    ...wrong.map((said) => ({ ...said, good: false })),
  ];
}

/** The second step, which holds up nobody: what they eat, how they travel. Either button saves whatever is filled in. */
export function MoreDocument(props: MoreDocumentProps): ReactElement {
  const { token, page, travel, site, language, sent, outcome, nonce } = props;
  const { words } = language;
  const said = sayings(words, outcome);
  const at = page.functions.find((one) => one.startsAt)?.startsAt ?? new Date().toISOString();
  const stored = fieldsOf(travel?.plan ?? NO_TRAVEL);
  return (
    <HouseholdShell
      token={token}
      site={site}
      language={language}
      title={titleAfter(said, words.moreTitle)}
      written={page}
      step="/more"
      nonce={nonce}
    >
      <header className="head">
        <h1>{words.moreTitle}</h1>
        <Mark look={site?.look ?? "motia"} />
        <p className="quiet">{words.moreHelp}</p>
      </header>
      {said.map((one) => (
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
          <section className="card" id="food" tabIndex={-1} aria-labelledby="food-title">
            <h2 id="food-title">{words.dietTitle}</h2>
            <DietFields page={page} language={language} sent={sent.diets} />
            <button type="submit">{words.save}</button>
          </section>
        ) : null}
        <section className="card" id="travel" tabIndex={-1} aria-labelledby="travel-title">
          <h2 id="travel-title">{words.travelTitle}</h2>
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

import type { Metadata } from "next";
import { DietFields } from "@/components/rsvp/diet-fields";
import { Garland } from "@/components/rsvp/garland";
import { guestHref, LanguageSwitch, Said } from "@/components/rsvp/guest-head";
import { TravelFields } from "@/components/rsvp/travel-fields";
import { zoneLongName } from "@/components/shared/format-time";
import { Button } from "@/components/ui/button";
import { loadGuestMore } from "@/lib/rsvp/loaders";
import { fieldsOf, NO_TRAVEL, type TravelProblem } from "@/lib/rsvp/rules/more-form";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

type Query = { saved?: string; food?: string; travel?: string; lang?: string; sent?: string };
type Props = { params: Promise<{ token: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { language } = await loadGuestMore((await params).token, (await searchParams).lang);
  return { title: language.words.moreTitle, robots: { index: false, follow: false } };
}

function sayings(words: PageWords, { saved, food, travel }: Query): { words: string; good: boolean }[] {
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
export default async function GuestMorePage({ params, searchParams }: Props) {
  const { token } = await params;
  const query = await searchParams;
  const { page, travel, language, sent } = await loadGuestMore(token, query.lang, query.sent);
  const { words } = language;
  const at = page.functions.find((one) => one.startsAt)?.startsAt ?? new Date().toISOString();
  const stored = fieldsOf(travel?.plan ?? NO_TRAVEL);
  const save = (
    <Button type="submit" variant="primary" size="lg" wide>
      {words.save}
    </Button>
  );
  return (
    <main id="main" lang={language.code} className="mx-auto max-w-xl px-4 pt-2 pb-16 sm:px-6">
      <LanguageSwitch token={token} language={language} step="/more" />
      <Garland className="mx-auto w-full max-w-80" />
      <h1 className="mt-1 text-center font-semibold text-henna-ink text-xl">{words.moreTitle}</h1>
      <p className="mt-2 text-center text-muted">{words.moreHelp}</p>
      {sayings(words, query).map((one) => (
        <Said key={one.words} {...one} />
      ))}
      <form
        method="post"
        action={`/api/g/${encodeURIComponent(token)}/more`}
        autoComplete="off"
        className="mt-6 grid gap-6"
      >
        <input type="hidden" name="lang" value={language.code} />
        {page.people.some((one) => one.ours) ? (
          <section className="grid gap-4 rounded-md border border-line bg-surface p-4 sm:p-5">
            <h2 className="font-semibold text-henna-ink text-lg">{words.dietTitle}</h2>
            <DietFields page={page} words={words} sent={sent.diets} />
            {save}
          </section>
        ) : null}
        <section className="grid gap-4 rounded-md border border-line bg-surface p-4 sm:p-5">
          <div>
            <h2 className="font-semibold text-henna-ink text-lg">{words.travelTitle}</h2>
            <p className="text-muted text-sm">
              {words.travelHelp(zoneLongName(at, page.zone, words.locale))}
            </p>
          </div>
          <TravelFields words={words} stored={stored} version={travel?.version ?? 0} sent={sent.travel} />
          {save}
        </section>
      </form>
      <p className="mt-6 text-center">
        <a
          href={guestHref(token, language.code)}
          className="inline-flex min-h-11 items-center underline underline-offset-4"
        >
          {words.back}
        </a>
      </p>
    </main>
  );
}

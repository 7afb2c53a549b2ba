import type { ReactNode } from "react";
import { Choose } from "@/components/rsvp/field";
import { Typed } from "@/components/website/told";
import type { HouseholdPage, PageMember } from "@/lib/rsvp/rules/household-page";
import { DIETS } from "@/lib/rsvp/rules/more-form";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";

type Sent = Readonly<Record<string, string>>;

/** What each person eats: always, and where it differs at one of the functions the household comes to. */
export function DietFields({
  page,
  language: { code, words },
  sent,
}: {
  page: HouseholdPage;
  language: PageLanguage;
  sent: Sent;
}) {
  const people = page.people.filter((one) => one.ours);
  const functions = page.functions.filter((event) => event.answer?.answer !== "no");
  return (
    <div className="stack">
      {people.map((one) => {
        const own = functions.filter((event) => {
          const named = event.answer?.people ?? [];
          return named.length === 0 || named.includes(one.id);
        });
        const open = own.some((event) => one.diets[event.id] || sent[`${one.id}:${event.id}`]);
        return (
          <div key={one.id}>
            <Diet
              label={<Typed text={one.name} around={code} />}
              name={one.id}
              now={one.diet}
              none={words.dietNone}
              words={words}
              sent={sent}
            />
            {own.length > 1 ? (
              <details open={open} className="fold">
                <summary>{words.dietDiffers}</summary>
                <div className="two">
                  {own.map((event) => (
                    <Diet
                      key={event.id}
                      label={<Typed text={event.name} around={code} />}
                      name={`${one.id}:${event.id}`}
                      now={one.diets[event.id] ?? null}
                      none={words.dietAsAlways}
                      words={words}
                      sent={sent}
                    />
                  ))}
                </div>
              </details>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

function Diet({
  label,
  name,
  now,
  none,
  words,
  sent,
}: {
  label: ReactNode;
  name: string;
  now: PageMember["diet"];
  none: string;
  words: PageWords;
  sent: Sent;
}) {
  const known: readonly string[] = DIETS;
  return (
    <>
      <input type="hidden" name={`shown-diet:${name}`} value={now ?? ""} />
      <Choose
        label={label}
        name={`diet:${name}`}
        value={sent[name] ?? now ?? ""}
        options={[
          { value: "", label: none },
          ...DIETS.map((diet) => ({ value: diet, label: words.diet[diet] })),
          // What a list said in a word of its own stays choosable.
          ...(now && !known.includes(now) ? [{ value: now, label: now }] : []),
        ]}
      />
    </>
  );
}

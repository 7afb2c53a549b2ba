import { peopleOf } from "@/components/rsvp/standing-list";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  type FormLine,
  type HouseholdPage,
  keptFor,
  lineKey,
  type PageFunction,
  standingLine,
} from "@/lib/rsvp/rules/household-page";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

/** Shown while "some of us" is chosen; a browser too old to know `:has` shows it always. */
const ONLY_SOME = "[fieldset:not(:has(input[value=some]:checked))_&]:hidden";

export type FunctionAnswerProps = {
  page: HouseholdPage;
  event: PageFunction;
  words: PageWords;
  /** What was sent and refused, to be filled in again. */
  sent: FormLine | undefined;
  problem: string | undefined;
};

/** One function's question, answerable without a script: all, some (who, and how many more), none, not sure. */
export function FunctionAnswer({ page, event, words, sent, problem }: FunctionAnswerProps) {
  const stands = standingLine(page, event);
  const line = sent ?? stands;
  const kept = keptFor(page, event);
  const alone = kept.most === 1;
  const labels = alone ? { ...words.choice, ...words.alone } : words.choice;
  const choices = (["all", "some", "none", "maybe"] as const).filter((one) => !alone || one !== "some");
  const id = `f-${event.id}`;
  return (
    <fieldset className="min-w-0" {...(problem ? { "aria-describedby": `${id}-problem` } : {})}>
      <legend className="sr-only">{event.name}</legend>
      {event.toConfirm ? (
        <div className="mb-3 grid gap-2 rounded-md bg-amber-soft p-3">
          <p>{words.plan.confirmAgain}</p>
          {event.answer?.answer === "yes" ? (
            <Button type="submit" name="confirm" value={event.id}>
              {words.plan.stillComing}
            </Button>
          ) : null}
        </div>
      ) : (
        <input type="hidden" name={`shown:${event.id}`} value={lineKey(stands)} />
      )}
      {problem ? (
        <p id={`${id}-problem`} className="mb-2 font-medium text-amber-ink">
          {problem}
        </p>
      ) : null}
      <div className="grid grid-cols-2 gap-2">
        {choices.map((choice) => (
          <label
            key={choice}
            className="flex min-h-12 items-center gap-2.5 rounded-md border border-line-strong px-3 py-1.5 leading-snug has-[:checked]:border-accent has-[:checked]:bg-accent-soft"
          >
            <input
              type="radio"
              name={`answer:${event.id}`}
              value={choice}
              defaultChecked={line.choice === choice}
              className="size-5 shrink-0 accent-accent"
            />
            {labels[choice]}
          </label>
        ))}
      </div>
      {alone ? null : (
        <div className={`mt-3 grid gap-3 ${ONLY_SOME}`}>
          {stands.choice === "some" && stands.who.length === 0 && kept.named.length > 0 && event.answer ? (
            <p className="text-muted">{words.saidWithoutNames(peopleOf(page, event.answer, words))}</p>
          ) : null}
          {kept.named.length > 0 ? (
            <fieldset className="min-w-0">
              <legend className="text-muted text-sm">{words.whoComes}</legend>
              {kept.named.map((one) => (
                <label key={one.id} className="flex min-h-11 items-center gap-2.5">
                  <input
                    type="checkbox"
                    name={`who:${event.id}`}
                    value={one.id}
                    defaultChecked={line.who.includes(one.id)}
                    className="size-5 shrink-0 accent-accent"
                  />
                  <span>
                    {one.name}
                    {one.band === "adult" ? null : (
                      <span className="text-muted"> ({words.band[one.band]})</span>
                    )}
                  </span>
                </label>
              ))}
            </fieldset>
          ) : null}
          <Unnamed page={page} event={event} words={words} line={line} />
        </div>
      )}
    </fieldset>
  );
}

/** "And 2 more adults": those whose names the family does not know. */
function Unnamed({
  page,
  event,
  words,
  line,
}: Pick<FunctionAnswerProps, "page" | "event" | "words"> & { line: FormLine }) {
  const kept = keptFor(page, event);
  const named = kept.named.length > 0;
  const { adults, children } = kept;
  const fields = page.apart
    ? [
        { name: "adults", most: adults, label: words.moreAdults(adults, named), value: line.adults },
        {
          name: "children",
          most: children,
          label: words.moreChildren(children, named),
          value: line.children,
        },
      ]
    : [
        {
          name: "more",
          most: adults + children,
          label: words.morePeople(adults + children, named),
          value: line.more,
        },
      ];
  const shown = fields.filter((one) => one.most > 0 || one.value > 0);
  return shown.length === 0 ? null : (
    <div className={`grid gap-3 ${shown.length > 1 ? "grid-cols-2" : ""}`}>
      {shown.map((one) => (
        <Field key={one.name} label={one.label}>
          {(wired) => (
            <Input
              {...wired}
              type="number"
              inputMode="numeric"
              name={`${one.name}:${event.id}`}
              min={0}
              max={Math.max(one.most, one.value)}
              defaultValue={one.value}
              className="max-w-28"
            />
          )}
        </Field>
      ))}
    </div>
  );
}

import { peopleOf } from "@/components/rsvp/standing-list";
import { Typed } from "@/components/website/told";
import {
  type FormLine,
  type HouseholdPage,
  keptFor,
  lineKey,
  type PageFunction,
  standingLine,
} from "@/lib/rsvp/rules/household-page";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";

export type FunctionAnswerProps = {
  page: HouseholdPage;
  event: PageFunction;
  language: PageLanguage;
  /** What was sent and refused, to be filled in again. */
  sent: FormLine | undefined;
  problem: string | undefined;
};

/** One function's question, answerable without a script: all, some (who, and how many more), none, not sure. */
export function FunctionAnswer({ page, event, language, sent, problem }: FunctionAnswerProps) {
  const { code, words } = language;
  const stands = standingLine(page, event);
  const line = sent ?? stands;
  const kept = keptFor(page, event);
  const alone = kept.most === 1;
  const labels = alone ? { ...words.choice, ...words.alone } : words.choice;
  const choices = (["all", "some", "none", "maybe"] as const).filter((one) => !alone || one !== "some");
  const id = `f-${event.id}`;
  return (
    <fieldset
      className="ask-one"
      id={`${id}-answer`}
      tabIndex={-1}
      {...(problem ? { "aria-describedby": `${id}-problem` } : {})}
    >
      <legend className="sr">
        <Typed text={event.name} around={code} />
      </legend>
      {event.toConfirm ? (
        <div className="news">
          <p>{words.plan.confirmAgain}</p>
          {event.answer?.answer === "yes" ? (
            <button type="submit" name="confirm" value={event.id} className="second">
              {words.plan.stillComing}
            </button>
          ) : null}
        </div>
      ) : (
        <input type="hidden" name={`shown:${event.id}`} value={lineKey(stands)} />
      )}
      {problem ? (
        <p id={`${id}-problem`} className="wrong">
          {problem}
        </p>
      ) : null}
      <div className="choices">
        {choices.map((choice) => (
          <label key={choice} className="choice">
            <input
              type="radio"
              name={`answer:${event.id}`}
              value={choice}
              defaultChecked={line.choice === choice}
            />
            {labels[choice]}
          </label>
        ))}
      </div>
      {alone ? null : (
        <div className="some">
          {stands.choice === "some" && stands.who.length === 0 && kept.named.length > 0 && event.answer ? (
            <p className="quiet">{words.saidWithoutNames(peopleOf(page, event.answer, words))}</p>
          ) : null}
          {kept.named.length > 0 ? (
            <fieldset>
              <legend className="quiet small">{words.whoComes}</legend>
              {kept.named.map((one) => (
                <label key={one.id} className="tick">
                  <input
                    type="checkbox"
                    name={`who:${event.id}`}
                    value={one.id}
                    defaultChecked={line.who.includes(one.id)}
                  />
                  <span>
                    <Typed text={one.name} around={code} />
                    {one.band === "adult" ? null : <span className="quiet"> ({words.band[one.band]})</span>}
                  </span>
                </label>
              ))}
            </fieldset>
          ) : null}
          <Unnamed page={page} event={event} language={language} line={line} />
        </div>
      )}
    </fieldset>
  );
}

/** "And 2 more adults": those whose names the family does not know. */
function Unnamed({
  page,
  event,
  language,
  line,
}: Pick<FunctionAnswerProps, "page" | "event" | "language"> & { line: FormLine }) {
  const { words } = language;
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
    <div className="two">
      {shown.map((one) => (
        <label key={one.name} className="field">
          <span>{one.label}</span>
          <input
            type="number"
            inputMode="numeric"
            name={`${one.name}:${event.id}`}
            min={0}
            max={Math.max(one.most, one.value)}
            defaultValue={one.value}
          />
        </label>
      ))}
    </div>
  );
}

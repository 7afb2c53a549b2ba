import { Choose, Line } from "@/components/rsvp/field";
import { type TravelFields as Fields, fieldsKey, MEANS } from "@/lib/rsvp/rules/more-form";
import type { PageWords } from "@/lib/rsvp/rules/page-text";

export type TravelFieldsProps = {
  words: PageWords;
  /** As it is stored, and which state of it. */
  stored: Fields;
  version: number;
  sent: Fields | null;
};

/** How a household comes and goes; every field may stay empty. */
export function TravelFields({ words, stored, version, sent }: TravelFieldsProps) {
  const now = sent ?? stored;
  return (
    <div className="stack">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="shown-travel" value={fieldsKey(stored)} />
      <Way way="arrives" title={words.arrival} words={words} now={now} />
      <label className="tick">
        <input type="checkbox" name="pickUp" defaultChecked={now.pickUp} />
        <span>{words.pickUp}</span>
      </label>
      <Way way="departs" title={words.departure} words={words} now={now} />
      <Line label={words.rooms} type="number" name="rooms" min={0} max={99} defaultValue={now.rooms} />
      <div className="field">
        <label>
          <span>{words.note}</span>
          <textarea
            name="note"
            rows={3}
            maxLength={500}
            defaultValue={now.note}
            aria-describedby="note-help"
          />
        </label>
        <p id="note-help" className="quiet small">
          {words.noteHelp}
        </p>
      </div>
    </div>
  );
}

function Way({
  way,
  title,
  words,
  now,
}: {
  way: "arrives" | "departs";
  title: string;
  words: PageWords;
  now: Fields;
}) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <div className="two">
        <Line label={words.day} type="date" name={`${way}On`} defaultValue={now[`${way}On`]} />
        <Line label={words.time} type="time" name={`${way}At`} defaultValue={now[`${way}At`]} />
        <Choose
          label={words.means}
          name={`${way}By`}
          value={now[`${way}By`]}
          options={[
            { value: "", label: words.meansNone },
            ...MEANS.map((one) => ({ value: one, label: words.meansOf[one] })),
          ]}
        />
        <Line
          label={words.reference}
          help={way === "arrives" ? words.referenceHelp : undefined}
          name={`${way}Ref`}
          maxLength={80}
          defaultValue={now[`${way}Ref`]}
        />
      </div>
    </fieldset>
  );
}

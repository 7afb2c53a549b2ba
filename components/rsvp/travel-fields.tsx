import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
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
    <div className="grid gap-5">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="shown-travel" value={fieldsKey(stored)} />
      <Way way="arrives" title={words.arrival} words={words} now={now} />
      <label className="flex min-h-11 items-center gap-2.5">
        <input
          type="checkbox"
          name="pickUp"
          defaultChecked={now.pickUp}
          className="size-5 shrink-0 accent-accent"
        />
        {words.pickUp}
      </label>
      <Way way="departs" title={words.departure} words={words} now={now} />
      <Field label={words.rooms} className="max-w-40">
        {(wired) => (
          <Input
            {...wired}
            type="number"
            inputMode="numeric"
            name="rooms"
            min={0}
            max={99}
            defaultValue={now.rooms}
          />
        )}
      </Field>
      <Field label={words.note} help={words.noteHelp}>
        {(wired) => <Textarea {...wired} name="note" rows={3} maxLength={500} defaultValue={now.note} />}
      </Field>
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
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1 font-semibold">{title}</legend>
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.day}>
          {(wired) => <Input {...wired} type="date" name={`${way}On`} defaultValue={now[`${way}On`]} />}
        </Field>
        <Field label={words.time}>
          {(wired) => <Input {...wired} type="time" name={`${way}At`} defaultValue={now[`${way}At`]} />}
        </Field>
        <Field label={words.means}>
          {(wired) => (
            <Select
              {...wired}
              name={`${way}By`}
              defaultValue={now[`${way}By`]}
              options={[
                { value: "", label: words.meansNone },
                ...MEANS.map((one) => ({ value: one, label: words.meansOf[one] })),
              ]}
            />
          )}
        </Field>
        <Field label={words.reference} help={way === "arrives" ? words.referenceHelp : undefined}>
          {(wired) => <Input {...wired} name={`${way}Ref`} maxLength={80} defaultValue={now[`${way}Ref`]} />}
        </Field>
      </div>
    </fieldset>
  );
}

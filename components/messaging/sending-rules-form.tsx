"use client";

import { type FormEvent, useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField } from "@/components/ui/text-field";

type Rules = {
  quiet: { from: number; to: number } | null;
  perDay: number | null;
  perWeek: number | null;
  secondApprover: boolean;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? "am" : "pm"}`,
}));
const NIGHT = { from: 21, to: 8 };

const times = (numbers: readonly number[]) => [
  { value: "", label: "No limit" },
  ...numbers.map((n) => ({ value: String(n), label: n === 1 ? "One message" : `${n} messages` })),
];

/** The wedding's own rules of writing: the night, and how often is enough. */
export function SendingRulesForm({ weddingId, rules }: { weddingId: string; rules: Rules }) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState(rules);
  const [error, setError] = useState<string>();
  const night = form.quiet ?? NIGHT;
  const number = (text: string) => (text === "" ? null : Number(text));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (form.quiet && form.quiet.from === form.quiet.to)
      return setError("The night ends at another hour than it begins.");
    setError(undefined);
    const done = await act(
      [{ command: "compliance.set-rules", input: form }],
      "These rules hold from now on",
    );
    if (!done.ok) setError(done.message);
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="max-w-2xl">
      <Card>
        <CardHeader
          title="The night"
          sentence="By the clock of the country each number is from; in a country with several clocks, of all of them."
        />
        <CardBody className="grid gap-5">
          <Checkbox
            label="Nobody is written to at night"
            checked={form.quiet !== null}
            onCheckedChange={(on) => setForm({ ...form, quiet: on ? NIGHT : null })}
          />
          {form.quiet ? (
            <div className="grid gap-4 sm:grid-cols-2">
              <SelectField
                label="The night begins at"
                options={HOURS}
                value={String(night.from)}
                onChange={(event) =>
                  setForm({ ...form, quiet: { ...night, from: Number(event.target.value) } })
                }
              />
              <SelectField
                label="The night ends at"
                options={HOURS}
                value={String(night.to)}
                onChange={(event) =>
                  setForm({ ...form, quiet: { ...night, to: Number(event.target.value) } })
                }
              />
            </div>
          ) : null}
          <div className="grid gap-4 border-line border-t pt-5 sm:grid-cols-2">
            <SelectField
              label="One family, at most, in a day"
              options={times([1, 2, 3, 5])}
              value={String(form.perDay ?? "")}
              onChange={(event) => setForm({ ...form, perDay: number(event.target.value) })}
            />
            <SelectField
              label="One family, at most, in a week"
              options={times([1, 2, 3, 4, 5, 7, 10])}
              value={String(form.perWeek ?? "")}
              onChange={(event) => setForm({ ...form, perWeek: number(event.target.value) })}
            />
          </div>
          <div className="border-line border-t pt-5">
            <Checkbox
              label="A second pair of eyes before anything is sent"
              help="Whoever rehearsed an invite cannot approve it; another of the owner and admins does."
              checked={form.secondApprover}
              onCheckedChange={(secondApprover) => setForm({ ...form, secondApprover })}
            />
          </div>
        </CardBody>
        <CardFooter>
          <div className="min-w-0 flex-1 basis-64 text-muted text-sm">
            Replies to what a guest just wrote are not held back.
            <FieldError id="rules-error">{error}</FieldError>
          </div>
          <Button type="submit" variant="primary" loading={busy}>
            Save these rules
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

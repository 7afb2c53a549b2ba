"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/text-field";
import type { Wish } from "@/lib/reports/queries/digests";

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: new Intl.DateTimeFormat("en-IN", { hour: "numeric", timeZone: "UTC" }).format(
    new Date(Date.UTC(2026, 0, 1, hour)),
  ),
}));

/** The numbers by mail once a day, for whoever wants them. */
export function DigestWish({ weddingId, wish }: { weddingId: string; wish: Wish }) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState(wish);
  const at = HOURS[wish.hour]!.label;
  return (
    <Card aria-labelledby="digest" data-print="hide">
      <CardHeader
        id="digest"
        title="By mail, once a day"
        sentence={
          wish.wanted
            ? `To you, at ${at}, by the wedding’s clock.`
            : "The day’s question and the numbers, in your mail."
        }
      />
      <CardBody>
        <FormDialog
          title="The numbers by mail"
          sentence="The question of the day, each function’s numbers, what changed, and what needs somebody. To your own address, for you alone."
          trigger={
            <Button>
              <Mail aria-hidden="true" />
              {wish.wanted ? "Change it" : "Send me one every day"}
            </Button>
          }
          saveLabel="Save"
          busy={busy}
          onOpen={() => setForm(wish.wanted ? wish : { ...wish, wanted: true })}
          onSave={async () => {
            const done = await act(
              [{ command: "reports.wish-digest", input: form }],
              form.wanted ? `A mail comes every day at ${HOURS[form.hour]!.label}` : "No mail comes any more",
            );
            return done.ok ? undefined : done.message;
          }}
        >
          <Checkbox
            label="Send me a mail every day"
            checked={form.wanted}
            onCheckedChange={(wanted) => setForm({ ...form, wanted })}
          />
          <SelectField
            label="At"
            help="By the wedding’s clock."
            options={HOURS}
            value={String(form.hour)}
            onChange={(event) => setForm({ ...form, hour: Number(event.target.value) })}
          />
        </FormDialog>
      </CardBody>
    </Card>
  );
}

"use client";

import { type FormEvent, useRef, useState } from "react";
import { useDraft } from "@/components/events/use-draft";
import { sideWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field-parts";
import { Link } from "@/components/ui/link";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField, TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import type { SideScope } from "@/lib/access/types";

type Undo = { command: string; input: unknown };
type Draft = { name: string; phone: string; ageBand: string; side: string };
type Errors = { name?: string; phone?: string; form?: string; knownAt?: string };

/** One guest, typed: added at once, as a family of their own. */
export function AddGuest({ weddingId, side }: { weddingId: string; side: SideScope }) {
  const empty: Draft = { name: "", phone: "", ageBand: "adult", side: side === "all" ? "both" : side };
  const { draft, change, reset } = useDraft<Draft>(`guest:${weddingId}`, empty);
  const [attested, setAttested] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const { run, busy } = useCommand(weddingId);
  const nameInput = useRef<HTMLInputElement>(null);
  const phoneInput = useRef<HTMLInputElement>(null);
  // The same attempt keeps its id, so that an answer lost on the way adds nobody twice.
  const attempt = useRef<string>(null);
  const sides = side === "all" ? ["both", "bride", "groom"] : [side, "both"];

  const takeBack = async ({ command, input }: Undo, name: string) => {
    const back = await run(command, input);
    if (back.ok) notify.say(`${name} is taken back.`);
    else notify.failed(back.message);
  };

  const refused = (code: string, message: string, details: unknown) => {
    if (code === "offline" || code === "internal") return setErrors({ form: message });
    attempt.current = null;
    if (code !== "known" && code !== "unreadable") return setErrors({ form: message });
    const unitId = (details as { unitId?: string | null } | undefined)?.unitId;
    setErrors({ phone: message, ...(unitId ? { knownAt: unitId } : {}) });
    phoneInput.current?.focus();
  };

  const add = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (busy) return;
    const [name, phone] = [draft.name.trim(), draft.phone.trim()];
    if (!name) {
      setErrors({ name: "What is the guest's name?" });
      return nameInput.current?.focus();
    }
    setErrors({});
    attempt.current ??= crypto.randomUUID();
    const done = await run<{ undo: Undo }>("imports.add-guest", {
      batchId: attempt.current,
      name,
      ...(phone ? { phone } : {}),
      ageBand: draft.ageBand,
      side: draft.side,
      attested,
    });
    if (!done.ok) return refused(done.code, done.message, done.details);
    attempt.current = null;
    const { undo } = done.value;
    notify.done(`${name} is a guest now.`, { undo: () => void takeBack(undo, name) });
    // Whoever types one often types the next of the same side.
    reset({ ...empty, side: draft.side });
    setAttested(false);
    nameInput.current?.focus();
  };

  return (
    <form onSubmit={(submitted) => void add(submitted)} noValidate>
      <Card>
        <CardHeader title="Type one guest" sentence="Added at once, as a family of their own." />
        <CardBody className="grid gap-5">
          <TextField
            ref={nameInput}
            label="Name"
            name="name"
            autoComplete="off"
            maxLength={200}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
            {...(errors.name ? { error: errors.name } : {})}
          />
          <div>
            <TextField
              ref={phoneInput}
              label="Phone"
              optional
              name="phone"
              type="tel"
              inputMode="tel"
              autoComplete="off"
              maxLength={60}
              help="With + and the country code if it is from another country: +1 415 555 0100."
              value={draft.phone}
              onChange={(event) => change({ phone: event.target.value })}
              {...(errors.phone ? { error: errors.phone } : {})}
            />
            {errors.knownAt ? (
              <Link
                href={`/weddings/${weddingId}/guests/${errors.knownAt}`}
                prefetch={false}
                className="hit-area mt-1 inline-block text-accent-text underline underline-offset-4"
              >
                See whose it is
              </Link>
            ) : null}
          </div>
          <SelectField
            label="Side"
            name="side"
            value={draft.side}
            onChange={(event) => change({ side: event.target.value })}
            options={sides.map((one) => ({ value: one, label: sideWords[one] ?? one }))}
          />
          <RadioGroup
            legend="Adult or child"
            name="ageBand"
            inline
            value={draft.ageBand}
            onValueChange={(ageBand) => change({ ageBand })}
            options={[
              { value: "adult", label: "Adult" },
              { value: "child", label: "Child" },
            ]}
          />
          <div className="rounded-md border border-line bg-ground px-3">
            <Checkbox
              label="This guest gave us the number, for the invitation or as family or friend, and we may write to them about this wedding."
              help="Without this they are a guest, but cannot be messaged. Your name and the time are kept with it."
              checked={attested}
              onCheckedChange={setAttested}
            />
          </div>
        </CardBody>
        <CardFooter>
          <div className="min-w-0 flex-1 basis-64 text-muted text-sm">
            Nobody is messaged by this.
            <FieldError id="add-guest-error">{errors.form}</FieldError>
          </div>
          <Button type="submit" variant="primary" loading={busy} loadingText="Adding">
            Add the guest
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

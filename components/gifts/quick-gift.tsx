"use client";

import { Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import { FamilyCombo, type Giver } from "@/components/gifts/family-combo";
import { AmountFields, KindChoice } from "@/components/gifts/gift-fields";
import { giftWords } from "@/components/gifts/words";
import { sideWords } from "@/components/guests/words";
import { useKept } from "@/components/messaging/use-kept";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField, TextField } from "@/components/ui/text-field";
import { type GiftDraft, NO_GIFT, ofKind, readDraft } from "./gift-draft";

export type QuickGiftProps = {
  weddingId: string;
  events: readonly { id: string; name: string }[];
  /** The function that is on, or was last. */
  eventId: string;
  me: string;
  sides: readonly ("both" | "bride" | "groom")[];
};

type Errors = { who?: string; amount?: string; what?: string; all?: string };
type Written = { words: string; undo: { command: string; input: unknown } | null };

/** The counting table: a few letters of the family, the amount, Enter, and the next one. */
export function QuickGift({ weddingId, events, eventId, me, sides }: QuickGiftProps) {
  const { run, busy } = useCommand(weddingId);
  const kept = useKept(`gift-table:${weddingId}`, { eventId, receivedBy: me });
  const [draft, setDraft] = useState<GiftDraft>(NO_GIFT);
  const [text, setText] = useState("");
  const [giver, setGiver] = useState<Giver | null>(null);
  const [side, setSide] = useState<string>(sides[0]!);
  const [errors, setErrors] = useState<Errors>({});
  const [last, setLast] = useState<Written>();
  const [count, setCount] = useState(0);
  // One id for one gift, however often its form is sent.
  const id = useRef<string>(undefined);
  const who = useRef<HTMLInputElement>(null);
  const amount = useRef<HTMLInputElement>(null);
  const set = (part: Partial<GiftDraft>) => setDraft({ ...draft, ...part });

  const clear = () => {
    id.current = undefined;
    setDraft({ ...NO_GIFT, kind: draft.kind });
    setText("");
    setGiver(null);
    setErrors({});
    who.current?.focus();
  };
  const save = async () => {
    const read = readDraft({ ...draft, ...kept.value });
    if (!giver) {
      setErrors({ who: "Choose the family from the list, or say that they are not on it." });
      return who.current?.focus();
    }
    if (!read.ok) {
      setErrors({ [read.field]: read.error });
      return amount.current?.focus();
    }
    id.current ??= crypto.randomUUID();
    const done = await run<{ undo: Written["undo"] }>("gifts.record", {
      id: id.current,
      ...(giver.unitId ? { unitId: giver.unitId } : { giver: giver.name, side }),
      ...read.facts,
    });
    if (!done.ok) return setErrors({ all: done.message });
    const said = giftWords(
      { ...draft, ...(read.facts as { amount: number; currency: string; what: string }) },
      true,
    );
    setLast({ words: `${giver.name}: ${said}`, undo: done.value.undo });
    setCount(count + 1);
    clear();
  };
  const takeBack = async () => {
    if (!last?.undo) return;
    const back = await run(last.undo.command, last.undo.input);
    if (!back.ok) return setErrors({ all: back.message });
    setLast(undefined);
    setCount(count - 1);
    who.current?.focus();
  };

  return (
    <section aria-labelledby="quick-gift" className="rounded-md border border-line bg-surface">
      <h2 id="quick-gift" className="sr-only">
        Write a gift down
      </h2>
      <form
        noValidate
        className="grid gap-4 p-4 sm:grid-cols-2 sm:p-6 lg:grid-cols-[minmax(0,1.2fr)_minmax(19rem,1.5fr)_minmax(0,0.9fr)_auto] lg:items-start"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <FamilyCombo
          weddingId={weddingId}
          label="From"
          text={text}
          giver={giver}
          mayName
          inputRef={who}
          onText={(next) => {
            setText(next);
            setGiver(null);
            setErrors({});
          }}
          onGiver={(next) => {
            setGiver(next);
            setText(next.name);
            setErrors({});
          }}
          onChosen={() => amount.current?.focus()}
          {...(errors.who ? { error: errors.who } : {})}
        />
        <KindChoice name="quick-kind" value={draft.kind} onChange={(kind) => set(ofKind(kind))} />
        <AmountFields draft={draft} set={set} errors={errors} amountRef={amount} />
        <Button type="submit" variant="primary" loading={busy} className="lg:mt-[1.875rem]">
          Write it down
        </Button>
        {giver && !giver.unitId ? (
          <SelectField
            label={`Whose side is ${giver.name} on`}
            className="sm:col-span-2 lg:col-span-1"
            options={sides.map((one) => ({ value: one, label: sideWords[one]! }))}
            value={side}
            onChange={(event) => setSide(event.target.value)}
          />
        ) : null}
        <FieldError id="quick-gift-error">{errors.all}</FieldError>
      </form>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3 border-line border-t px-4 py-3 sm:px-6">
        <SelectField
          label="At"
          className="min-w-0 flex-1 basis-40"
          options={[
            ...events.map((one) => ({ value: one.id, label: one.name })),
            { value: "", label: "No function" },
          ]}
          value={kept.value.eventId}
          onChange={(event) => kept.change({ eventId: event.target.value })}
        />
        <TextField
          label="Taken by"
          className="min-w-0 flex-1 basis-40"
          autoComplete="off"
          maxLength={80}
          value={kept.value.receivedBy}
          onChange={(event) => kept.change({ receivedBy: event.target.value })}
        />
        <p
          role="status"
          className="flex min-h-11 min-w-0 flex-[2] basis-64 flex-wrap items-center gap-x-3 text-sm"
        >
          {last ? (
            <>
              <span className="min-w-0 break-words">
                <span className="text-muted">Written down: </span>
                {last.words}
              </span>
              {last.undo ? (
                <Button size="sm" onClick={() => void takeBack()}>
                  <Undo2 aria-hidden="true" />
                  Undo
                </Button>
              ) : null}
            </>
          ) : (
            <span className="text-muted">A few letters of the family, Enter, the amount, Enter.</span>
          )}
          {count > 1 ? <span className="tabular text-muted">{count} in a row</span> : null}
        </p>
      </div>
    </section>
  );
}

"use client";

import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useGuestSearch } from "@/components/guests/use-guest-search";
import { sideWords } from "@/components/guests/words";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { popupLook } from "@/components/ui/popup-look";
import { cn } from "@/lib/kernel/class-names";

/** Who gives: a family of the list, or somebody by name alone. */
export type Giver = { unitId: string; name: string } | { unitId: null; name: string };

export type FamilyComboProps = {
  weddingId: string;
  label: string;
  help?: string;
  error?: string;
  text: string;
  giver: Giver | null;
  /** Whether somebody who is not on the list may be chosen. */
  mayName: boolean;
  onText: (text: string) => void;
  onGiver: (giver: Giver) => void;
  /** After a choice by the keyboard: where the hand goes next. */
  onChosen?: () => void;
  inputRef?: Ref<HTMLInputElement>;
};

type Choice = { giver: Giver; line: string; more: string };

/** A few letters, the arrows, Enter: the ARIA combobox, whose list follows the typing. */
export function FamilyCombo(props: FamilyComboProps) {
  const { weddingId, text, giver, mayName, onText, onGiver, onChosen } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  /** Enter came before the answer did: the first that is found is meant. */
  const eager = useRef(false);
  const query = text.trim();
  const found = useGuestSearch(weddingId, "families", giver ? "" : query, 120);
  const choices = choicesOf(query, found.query === query ? found.hits : [], mayName && !found.pending);
  const shown = open && !giver && query.length >= 2 && (choices.length > 0 || found.pending);
  const choose = (choice: Choice) => {
    eager.current = false;
    setOpen(false);
    onGiver(choice.giver);
    onChosen?.();
  };
  const takeFirst = useEffectEvent(() => {
    if (!eager.current || found.pending) return;
    eager.current = false;
    // Only a family: a name that is not on the list is never chosen by haste.
    if (choices[0]?.giver.unitId) choose(choices[0]);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when the search has answered
  useEffect(() => takeFirst(), [found.pending, found.query]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((now) => (now + step + choices.length) % choices.length);
    } else if (event.key === "Escape" && shown) {
      // It closes the choices, and not the dialog around them.
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Enter" && !giver && query.length >= 2) {
      event.preventDefault();
      const choice = choices[Math.min(active, choices.length - 1)];
      if (found.pending) eager.current = true;
      else if (choice) choose(choice);
    }
  };
  return (
    <div className="relative min-w-0">
      <Field
        label={props.label}
        {...(props.help ? { help: props.help } : {})}
        {...(props.error ? { error: props.error } : {})}
      >
        {(control) => (
          <Input
            {...control}
            ref={props.inputRef}
            role="combobox"
            aria-expanded={shown}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(shown && choices.length > 0
              ? { "aria-activedescendant": `${id}-${Math.min(active, choices.length - 1)}` }
              : {})}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="next"
            maxLength={120}
            value={text}
            onChange={(event) => {
              setActive(0);
              setOpen(true);
              onText(event.target.value);
            }}
            onFocus={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Families"
        hidden={!shown || choices.length === 0}
        className={cn(popupLook, "absolute inset-x-0 z-30 mt-1 max-h-72 overflow-y-auto py-1")}
      >
        {choices.map((choice, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, as a combobox has them
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active option
          <div
            key={choice.giver.unitId ?? "named"}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
            onPointerMove={() => setActive(at)}
            className={cn("min-h-11 cursor-pointer px-3 py-1.5", at === active && "bg-sunken")}
          >
            <span className="block break-words">{choice.line}</span>
            <span className="block text-muted text-sm">{choice.more}</span>
          </div>
        ))}
      </div>
      <span role="status" className="sr-only">
        {shown && !found.pending ? `${choices.length} to choose from` : ""}
      </span>
    </div>
  );
}

function choicesOf(
  query: string,
  hits: readonly { unitId: string; name: string; side: string; people: number }[],
  mayName: boolean,
): Choice[] {
  const families = hits.map((hit) => ({
    giver: { unitId: hit.unitId, name: hit.name },
    line: hit.name,
    more: [sideWords[hit.side], hit.people > 0 ? `${hit.people} named` : ""].filter(Boolean).join(", "),
  }));
  if (!mayName || query.length < 2) return families;
  return [
    ...families,
    { giver: { unitId: null, name: query }, line: `“${query}”`, more: "Not on the guest list" },
  ];
}

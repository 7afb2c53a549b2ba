"use client";

import { type FocusEvent, useCallback, useRef, useState } from "react";

type Field = HTMLInputElement | HTMLTextAreaElement;
const WORDS = new Set(["text", "email", "tel", "url", "number", "textarea"]);

const isField = (element: EventTarget): element is Field =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && WORDS.has(element.type);

const HOW = { "escape-key": "Press Escape", "outside-press": "Tap outside" } as const;
export type Slip = keyof typeof HOW;
export const isSlip = (reason: string): reason is Slip => reason in HOW;

/**
 * Words typed into a dialog are not lost by a slip: the first Escape or tap beside it says so and keeps it open, the second
 * closes it. A field counts from when it is reached until it is gone from the page, as it is once the dialog has saved.
 */
export function useUnsavedWords() {
  const reached = useRef(new Map<Field, string>());
  const [asked, setAsked] = useState<Slip>();
  const unsaved = () =>
    [...reached.current].some(([field, before]) => field.isConnected && field.value !== before);
  const forget = useCallback(() => {
    reached.current.clear();
    setAsked(undefined);
  }, []);
  return {
    /** For the element around the fields. */
    watch: {
      onFocus: ({ target }: FocusEvent) => {
        if (isField(target) && !reached.current.has(target)) reached.current.set(target, target.value);
      },
      onInput: () => setAsked(undefined),
    },
    /** Whether a slip is held up, this once; a key that is held down is one slip. */
    holdUp(slip: Slip, event: Event): boolean {
      if (asked && event instanceof KeyboardEvent && event.repeat) return true;
      if (asked || !unsaved()) return false;
      setAsked(slip);
      return true;
    },
    forget,
    notice: (
      <p role="status" className={asked ? "bg-amber-soft px-4 py-2 text-amber-ink sm:px-6" : "sr-only"}>
        {asked ? `What you wrote is not saved yet. ${HOW[asked]} once more to leave without it.` : null}
      </p>
    ),
  };
}

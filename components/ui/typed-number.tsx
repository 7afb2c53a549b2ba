"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type TypedNumberProps = {
  number: number;
  /** Default: "Type 412 to go on". */
  label?: string;
  onMatch: (matches: boolean) => void;
  className?: string;
};

/** "1,240", "1 240" and "१२४०" are all the number that was asked for. */
function readNumber(text: string): number {
  const latin = text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  const digits = latin.replace(/[\s,.]/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

export function TypedNumber({ number, label, onMatch, className }: TypedNumberProps) {
  const [text, setText] = useState("");
  return (
    <Field label={label ?? `Type ${number} to go on`} className={className}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          className="tabular w-40"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onMatch(readNumber(event.target.value) === number);
          }}
        />
      )}
    </Field>
  );
}

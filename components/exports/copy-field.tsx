"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface CopyFieldProps {
  label: string;
  value: string;
  help?: string;
  /** Where something else is the one main act. */
  quiet?: boolean;
}

/** A text to take along, with a button that copies it; where copying is not allowed, it is selected instead. */
export function CopyField({ label, value, help, quiet = false }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Field label={label} {...(help ? { help } : {})}>
      {(control) => (
        <span className="flex gap-2">
          <Input {...control} ref={input} readOnly value={value} onFocus={(event) => event.target.select()} />
          <Button {...(quiet ? {} : { variant: "primary" as const })} onClick={() => void copy()}>
            {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
          </Button>
        </span>
      )}
    </Field>
  );
}

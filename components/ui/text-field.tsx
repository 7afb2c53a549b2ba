"use client";

import { type ReactNode, useState } from "react";
import { Field, type FieldFrame } from "@/components/ui/field";
import { Input, type InputProps } from "@/components/ui/input";
import { Select, type SelectProps } from "@/components/ui/select";
import { Textarea, type TextareaProps } from "@/components/ui/textarea";

type Framed<Control> = Omit<Control, keyof FieldFrame | "className"> & FieldFrame & { className?: string };

function frameOf<P extends FieldFrame & { id?: string; className?: string }>(props: P) {
  const { label, help, error, required, optional, optionalWord, id, className, ...control } = props;
  return { frame: { label, help, error, required, optional, optionalWord, id, className }, control };
}

export type TextFieldProps = Omit<Framed<InputProps>, "prefix"> & {
  /** A short word inside the field's start, such as "+91" or "₹". */
  prefix?: ReactNode;
};

export function TextField({ prefix, ...props }: TextFieldProps) {
  const { frame, control } = frameOf(props);
  const { full, watch } = useLimit(control);
  return (
    <Field {...frame} full={full}>
      {(wired) =>
        prefix ? (
          <span className="flex">
            <span className="flex items-center rounded-s-md border border-line-strong border-e-0 bg-sunken px-3 text-muted">
              {prefix}
            </span>
            <Input {...control} {...wired} {...watch} className="rounded-s-none" />
          </span>
        ) : (
          <Input {...control} {...wired} {...watch} />
        )
      }
    </Field>
  );
}

export type TextareaFieldProps = Framed<TextareaProps>;

export function TextareaField(props: TextareaFieldProps) {
  const { frame, control } = frameOf(props);
  const { full, watch } = useLimit(control);
  return (
    <Field {...frame} full={full}>
      {(wired) => <Textarea {...control} {...wired} {...watch} />}
    </Field>
  );
}

export type SelectFieldProps = Framed<SelectProps>;

export function SelectField(props: SelectFieldProps) {
  const { frame, control } = frameOf(props);
  return <Field {...frame}>{(wired) => <Select {...control} {...wired} />}</Field>;
}

type Limited = {
  maxLength?: number | undefined;
  value?: unknown;
  onInput?: ((event: never) => void) | undefined;
};

/** Below this a field is a year, an amount or a code, and its end is no surprise. */
const SENTENCE = 40;

/** A browser cuts what is pasted into a field with a limit, and says nothing. So we do. */
function useLimit({ maxLength, value, onInput }: Limited) {
  const [typed, setTyped] = useState(0);
  if (!maxLength || maxLength < SENTENCE) return { full: undefined, watch: {} };
  const length = typeof value === "string" ? value.length : typed;
  return {
    full: length >= maxLength ? maxLength : undefined,
    watch: {
      onInput: (event: never) => {
        setTyped((event as { currentTarget: HTMLInputElement }).currentTarget.value.length);
        onInput?.(event);
      },
    },
  };
}

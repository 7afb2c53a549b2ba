import type { ReactNode } from "react";
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
  return (
    <Field {...frame}>
      {(wired) =>
        prefix ? (
          <span className="flex">
            <span className="flex items-center rounded-s-md border border-line-strong border-e-0 bg-sunken px-3 text-muted">
              {prefix}
            </span>
            <Input {...control} {...wired} className="rounded-s-none" />
          </span>
        ) : (
          <Input {...control} {...wired} />
        )
      }
    </Field>
  );
}

export type TextareaFieldProps = Framed<TextareaProps>;

export function TextareaField(props: TextareaFieldProps) {
  const { frame, control } = frameOf(props);
  return <Field {...frame}>{(wired) => <Textarea {...control} {...wired} />}</Field>;
}

export type SelectFieldProps = Framed<SelectProps>;

export function SelectField(props: SelectFieldProps) {
  const { frame, control } = frameOf(props);
  return <Field {...frame}>{(wired) => <Select {...control} {...wired} />}</Field>;
}

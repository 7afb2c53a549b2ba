import { type ReactNode, useId } from "react";
import { FieldError, FieldFull, FieldHelp } from "@/components/ui/field-parts";
import { cn } from "@/lib/kernel/class-names";

/** What a control needs to be tied to its label, help and error. Spread it. */
export type FieldControl = {
  id: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export type FieldFrame = {
  label: ReactNode;
  help?: ReactNode;
  /** In words, for the reader: "This number is one digit short." */
  error?: string;
  required?: boolean;
  /** How many letters fit, once so many are there. */
  full?: number | undefined;
  /** Most fields are needed; say so only where one is not. */
  optional?: boolean;
  optionalWord?: string;
};

export type FieldProps = FieldFrame & {
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

export function Field(props: FieldProps) {
  const { label, help, error, full, required, optional, optionalWord = "optional" } = props;
  const { className, children } = props;
  const made = useId();
  const id = props.id ?? made;
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("min-w-0", className)}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
        {optional ? <span className="font-normal text-muted"> ({optionalWord})</span> : null}
      </label>
      {children({
        id,
        ...(required ? { required } : {}),
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      <FieldHelp id={`${id}-help`}>{help}</FieldHelp>
      <FieldFull letters={full} />
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

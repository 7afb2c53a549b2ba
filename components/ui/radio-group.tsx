import { type ReactNode, useId } from "react";
import { FieldError, FieldHelp } from "@/components/ui/field-parts";
import { cn } from "@/lib/kernel/class-names";

export type RadioOption = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };

export type RadioGroupProps = {
  legend: ReactNode;
  legendHidden?: boolean;
  name: string;
  options: readonly RadioOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  help?: ReactNode;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  /** Side by side where there is room. */
  inline?: boolean;
  className?: string;
};

export function RadioGroup(props: RadioGroupProps) {
  const { legend, legendHidden, name, options, value, defaultValue, onValueChange, help, error } = props;
  const id = useId();
  const controlled = value !== undefined;
  return (
    <fieldset
      disabled={props.disabled}
      aria-describedby={help || error ? `${id}-help ${id}-error` : undefined}
      className={cn("min-w-0", props.className)}
    >
      <legend className={legendHidden ? "sr-only" : "mb-1.5 font-medium"}>{legend}</legend>
      <div className={cn("grid gap-2", props.inline && "sm:flex sm:flex-wrap")}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "flex min-h-11 items-start gap-3 rounded-md border border-line bg-surface px-3 py-2.5 transition-colors",
              "hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft",
              "has-disabled:opacity-50",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              required={props.required}
              disabled={option.disabled}
              {...(controlled
                ? { checked: value === option.value, readOnly: !onValueChange }
                : { defaultChecked: defaultValue === option.value })}
              {...(onValueChange ? { onChange: () => onValueChange(option.value) } : {})}
              className="mt-0.5 size-5 shrink-0 appearance-none rounded-full border-2 border-line-strong bg-surface checked:border-[6px] checked:border-accent"
            />
            <span className="min-w-0">
              <span className="block">{option.label}</span>
              {option.help ? <span className="block text-muted text-sm">{option.help}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldHelp id={`${id}-help`}>{help}</FieldHelp>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

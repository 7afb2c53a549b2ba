import type { ReactElement, ReactNode } from "react";

/** A choice from a list, its label above it. */
export function Choose({
  label,
  name,
  value,
  options,
}: {
  label: ReactNode;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
}): ReactElement {
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One line to be typed, its label above and what helps below. */
export function Line({
  label,
  help,
  ...input
}: {
  label: string;
  help?: string | undefined;
  name: string;
  type?: "text" | "date" | "time" | "number";
  defaultValue: string;
  maxLength?: number;
  min?: number;
  max?: number;
}): ReactElement {
  const described = help ? { "aria-describedby": `${input.name}-help` } : {};
  return (
    <div className="field">
      <label>
        <span>{label}</span>
        <input
          {...input}
          {...(input.type === "number" ? { inputMode: "numeric" as const } : {})}
          {...described}
        />
      </label>
      {help ? (
        <p id={`${input.name}-help`} className="quiet small">
          {help}
        </p>
      ) : null}
    </div>
  );
}

import { TextField } from "@/components/ui/text-field";
import type { GuestFunction } from "@/lib/rsvp/types";

const ANSWERS = [
  { value: "yes", label: "We come" },
  { value: "maybe", label: "Not sure yet" },
  { value: "no", label: "We cannot come" },
] as const;

/** One function's question, answerable without a script: who of us comes, and how many. */
export function FunctionAnswer({ event }: { event: GuestFunction }) {
  const { id, seats, answer, closed } = event;
  const most = seats.adults + seats.children;
  return (
    <fieldset disabled={closed} className="mt-4 grid gap-4">
      <legend className="sr-only">Your answer for {event.name}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {ANSWERS.map((one) => (
          <label key={one.value} className="flex min-h-11 items-center gap-2.5">
            <input
              type="radio"
              name={`answer:${id}`}
              value={one.value}
              defaultChecked={answer?.answer === one.value}
              className="size-5 accent-accent"
            />
            {one.label}
          </label>
        ))}
      </div>
      <div className="flex flex-wrap gap-4">
        <Count
          name={`adults:${id}`}
          label="Adults"
          most={most}
          value={answer?.answer === "yes" ? answer.adults : seats.adults}
        />
        {seats.children > 0 ? (
          <Count
            name={`children:${id}`}
            label="Children"
            most={most}
            value={answer?.answer === "yes" ? answer.children : seats.children}
          />
        ) : null}
      </div>
    </fieldset>
  );
}

const Count = ({
  name,
  label,
  most,
  value,
}: {
  name: string;
  label: string;
  most: number;
  value: number;
}) => (
  <div className="w-28">
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      name={name}
      min={0}
      max={most}
      defaultValue={value}
    />
  </div>
);

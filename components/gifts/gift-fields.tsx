import { kindWords } from "@/components/gifts/words";
import { TextField } from "@/components/ui/text-field";
import { GIFT_KINDS, type GiftKind } from "@/lib/gifts/types";
import { cn } from "@/lib/kernel/class-names";
import type { GiftDraft } from "./gift-draft";

/** Cash, an envelope, a thing, a blessing: four buttons side by side, one choice. */
export function KindChoice({
  name,
  value,
  onChange,
}: {
  name: string;
  value: GiftKind;
  onChange: (kind: GiftKind) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">What</legend>
      <div className="flex rounded-md border border-line-strong bg-surface">
        {GIFT_KINDS.map((kind) => (
          <label
            key={kind}
            className={cn(
              "relative flex min-h-11 flex-1 cursor-pointer items-center justify-center px-1.5 text-center text-sm first:rounded-s-md last:rounded-e-md sm:px-3",
              "border-line-strong border-s first:border-s-0 hover:bg-sunken has-checked:bg-accent-soft has-checked:font-semibold",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
            )}
          >
            <input
              type="radio"
              name={name}
              value={kind}
              checked={value === kind}
              onChange={() => onChange(kind)}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            {kindWords[kind]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export type AmountFieldsProps = {
  draft: GiftDraft;
  set: (part: Partial<GiftDraft>) => void;
  errors?: { amount?: string; what?: string };
  amountRef?: React.Ref<HTMLInputElement>;
};

/** The amount, or what it is: what the chosen kind has. */
export function AmountFields({ draft, set, errors = {}, amountRef }: AmountFieldsProps) {
  if (draft.kind === "blessing") return null;
  if (draft.kind === "thing")
    return (
      <TextField
        label="What is it"
        ref={amountRef}
        autoComplete="off"
        enterKeyHint="done"
        maxLength={200}
        value={draft.what}
        onChange={(event) => set({ what: event.target.value })}
        {...(errors.what ? { error: errors.what } : {})}
      />
    );
  return (
    <TextField
      label={draft.kind === "envelope" ? "Amount, once opened" : "Amount"}
      ref={amountRef}
      inputMode="decimal"
      autoComplete="off"
      enterKeyHint="done"
      maxLength={24}
      value={draft.amount}
      onChange={(event) => set({ amount: event.target.value })}
      {...(errors.amount ? { error: errors.amount } : {})}
    />
  );
}

import { cn } from "@/lib/kernel/class-names";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";

export type LanguageChipProps = {
  code: GuestLanguage;
  /** How many texts it lacks. */
  lacks: number;
  pressed: boolean;
  onChoose: (language: GuestLanguage) => void;
};

/** One language that is written in, under its own name. */
export function LanguageChip({ code, lacks, pressed, onChoose }: LanguageChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onChoose(code)}
      className={cn(
        "flex min-h-11 shrink-0 items-center gap-2 whitespace-nowrap rounded-md border px-3 font-medium transition-colors",
        pressed
          ? "border-accent bg-accent-soft text-ink"
          : "border-line-strong bg-surface text-ink hover:bg-sunken",
      )}
    >
      <span lang={code}>{GUEST_LANGUAGES[code].name}</span>
      {lacks > 0 ? <span className="font-normal text-amber-ink text-sm">{lacks} missing</span> : null}
    </button>
  );
}

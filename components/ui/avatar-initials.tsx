import { cn } from "@/lib/kernel/class-names";

export type AvatarInitialsProps = { name: string; size?: "sm" | "md" | "lg"; className?: string };

const softs = [
  "bg-accent-soft text-accent-text",
  "bg-leaf-soft text-leaf-ink",
  "bg-henna-soft text-henna-ink",
  "bg-slate-soft text-slate-ink",
];

const sizes = { sm: "size-8 text-sm", md: "size-10 text-sm", lg: "size-14 text-lg" };

/** Whole letters, not code units: "श्रुति" begins with श्रु, which is several of them. */
function firstLetter(word: string): string {
  for (const part of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(word)) {
    return part.segment.toLocaleUpperCase();
  }
  return "";
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = firstLetter(words[0] ?? "?");
  // Two letters fit the circle in Latin only; a conjunct such as श्रु is wide enough alone.
  const last = words.length > 1 && /^\p{Script=Latin}/u.test(first) ? words.at(-1) : undefined;
  return first + (last ? firstLetter(last) : "");
}

export function AvatarInitials({ name, size = "md", className }: AvatarInitialsProps) {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full font-semibold",
        sizes[size],
        softs[sum % softs.length],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

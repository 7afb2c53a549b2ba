import {
  Check,
  CircleAlert,
  Clock,
  HelpCircle,
  Info,
  type LucideIcon,
  Minus,
  Sparkle,
  X,
} from "lucide-react";

/** What a colour means here. Every tone has its own sign, so that colour is never alone. */
export type Tone =
  | "yes"
  | "maybe"
  | "no"
  | "pending"
  | "attention"
  | "failed"
  | "accent"
  | "info"
  | "neutral";

type ToneLook = { soft: string; text: string; fill: string; line: string; sign: LucideIcon };

export const toneLook: Record<Tone, ToneLook> = {
  yes: { soft: "bg-leaf-soft", text: "text-leaf-ink", fill: "bg-leaf", line: "border-leaf", sign: Check },
  maybe: {
    soft: "bg-amber-soft",
    text: "text-amber-ink",
    fill: "bg-amber",
    line: "border-amber",
    sign: HelpCircle,
  },
  no: { soft: "bg-rose-soft", text: "text-rose-ink", fill: "bg-rose", line: "border-rose", sign: X },
  pending: {
    soft: "bg-slate-soft",
    text: "text-slate-ink",
    fill: "bg-slate",
    line: "border-slate",
    sign: Clock,
  },
  attention: {
    soft: "bg-amber-soft",
    text: "text-amber-ink",
    fill: "bg-amber",
    line: "border-amber",
    sign: CircleAlert,
  },
  failed: {
    soft: "bg-rose-soft",
    text: "text-rose-ink",
    fill: "bg-rose",
    line: "border-rose",
    sign: CircleAlert,
  },
  accent: {
    soft: "bg-accent-soft",
    text: "text-accent-text",
    fill: "bg-accent",
    line: "border-accent",
    sign: Sparkle,
  },
  info: { soft: "bg-slate-soft", text: "text-slate-ink", fill: "bg-slate", line: "border-slate", sign: Info },
  neutral: {
    soft: "bg-sunken",
    text: "text-ink",
    fill: "bg-line-strong",
    line: "border-line-strong",
    sign: Minus,
  },
};

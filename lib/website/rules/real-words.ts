import type { GuestLanguage } from "@/lib/kernel/languages";
import type { RealWords } from "./real-text";
import { NORTH } from "./real-words-north";
import { SOUTH } from "./real-words-south";

const WORDS: Record<GuestLanguage, RealWords> = { ...NORTH, ...SOUTH };

export const realWords = (language: GuestLanguage): RealWords => WORDS[language];

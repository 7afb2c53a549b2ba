"use client";

import { createContext, useContext } from "react";
import type { WordedFunction } from "@/components/events/words-draft";
import { foreignTo } from "@/lib/events/rules/function-words";
import type { GuestLanguage, Words } from "@/lib/kernel/languages";
import type { SiteContent } from "@/lib/website/types";

/** A photo as the console can show it. */
export type ShownPhoto = { url: string; width: number; height: number };

export type Desk = {
  weddingId: string;
  /** Numbers without a country code are of this one. */
  homeCountry: string;
  content: SiteContent;
  /** Who invites, in the wedding's own words. */
  hosts: string;
  /** The wedding's, with their words in every language; they are no part of the draft. */
  functions: readonly WordedFunction[];
  change: (next: (now: SiteContent) => SiteContent) => void;
  /** The language that is written in. */
  language: GuestLanguage;
  /** By id: the draft's own, and what was uploaded since. */
  photos: Record<string, ShownPhoto>;
  addPhoto: (id: string, shown: ShownPhoto) => void;
  /** Whether there is a photo to choose again. */
  hasShelf: boolean;
  /** Everything written so far is saved; false where it could not be. */
  flush: () => Promise<boolean>;
};

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("This part of the form is outside of the desk.");
  return desk;
}

/** How many functions say something in another language alone. */
export const unsaidIn = (functions: readonly WordedFunction[], language: GuestLanguage): number =>
  functions.filter((one) => foreignTo(one, language).length > 0).length;

/** Words with those of one language replaced; an empty text is no entry. */
export function written(words: Words, language: GuestLanguage, text: string): Words {
  const { [language]: _, ...others } = words;
  return text ? { ...others, [language]: text } : others;
}

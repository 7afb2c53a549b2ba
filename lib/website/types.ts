import type { GuestLanguage, Words } from "@/lib/kernel/languages";

export const LOOKS = ["genda", "motia", "raat"] as const;
/** Genda: marigold garlands, festive. Motia: ivory, letterpress, quiet. Raat: deep night and gold. */
export type Look = (typeof LOOKS)[number];

export const SECTIONS = ["families", "functions", "travel", "stay", "contacts", "gifts"] as const;
/** What can be ordered and hidden; the cover is always on top. */
export type Section = (typeof SECTIONS)[number];

/** A person of the family whom a guest may call to ask whether the invitation is real. */
export interface SiteContact {
  name: string;
  /** "Bride's uncle" */
  relation: Words;
  /** E.164. Shown on a household's own page and on "is this invitation real?" only; in no shared cache. */
  phone: string;
}

/** What the family writes: the draft, and word for word each published version. */
export interface SiteContent {
  look: Look;
  /** Offered on the page; the first is for readers of none of them. */
  languages: GuestLanguage[];
  /** Who invites, in other languages than the wedding's own words for it; versions of before have none. */
  hosts?: Words | undefined;
  couple: { first: Words; second: Words };
  cover: { line: Words; photoId: string | null };
  families: { heading: Words; text: Words }[];
  travel: Words;
  stay: Words;
  gifts: { text: Words; links: { label: string; url: string }[]; upi: string | null };
  contacts: SiteContact[];
  sections: { kind: Section; hidden: boolean }[];
}

/** What a household's own pages, which are kept in no cache, take of the published website. */
export type SiteFace = Pick<SiteContent, "look" | "languages" | "couple" | "hosts">;

/** A function as a guest reads it. Times are instants (ISO 8601), shown in the venue's `zone`. */
export interface SiteFunction {
  id: string;
  name: string;
  startsAt: string | null;
  zone: string;
  venue: string | null;
  address: string | null;
  mapUrl: string | null;
  dress: string | null;
  note: string | null;
  cancelled: boolean;
}

/** Text with the language it is written in, for `lang`. */
export interface Told {
  text: string;
  language: GuestLanguage;
}

export interface SitePicture {
  /** Immutable address on our own host. */
  url: string;
  width: number;
  height: number;
  alt: string;
}

/**
 * One page as it is cached: what every reader of one audience, version and language may see. It holds nothing of any
 * household: no name, number or token of a guest, and no function that this audience is not invited to.
 */
export interface SitePage {
  /** `public` at /w/<slug>; `household` at /g/<token>, whose forms are sent to the page's own address. */
  kind: "public" | "household";
  language: GuestLanguage;
  languages: GuestLanguage[];
  look: Look;
  wedding: string;
  hosts: string;
  couple: { first: Told | null; second: Told | null };
  line: Told | null;
  photo: (SitePicture & { srcSet: string }) | null;
  /** Undecorated address for `og:url`: the public page, never a household's. Null while the site is unlisted. */
  address: string | null;
  preview: { wide: SitePicture; square: SitePicture } | null;
  /** From the first to the last day, in the reader's language. */
  days: string | null;
  functions: SiteFunction[];
  families: { heading: Told | null; text: Told | null }[];
  travel: Told | null;
  stay: Told | null;
  gifts: { text: Told | null; links: { label: string; url: string }[]; upi: string | null };
  /** Without numbers: those are not in the cache. */
  contacts: { name: string; relation: Told | null }[];
  /** In order, hidden ones left out. */
  sections: Section[];
  /** ISO 8601: when anything a reader of this page can see changed last. */
  updatedAt: string;
}

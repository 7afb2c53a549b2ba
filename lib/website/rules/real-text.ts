import type { GuestLanguage } from "@/lib/kernel/languages";
import type { Look, Told } from "@/lib/website/types";

/** "Is this invitation real?", of one wedding: whom to hold a message against and whom to call. In no cache. */
export interface RealPage {
  language: GuestLanguage;
  languages: GuestLanguage[];
  look: Look;
  wedding: string;
  hosts: string;
  /** The name every address of ours begins with. */
  host: string;
  senders: { name: string | null; number: string }[];
  contacts: { name: string; relation: Told | null; phone: string; shown: string }[];
  /** The way back to the invitation. */
  back: string;
}

/** What the page "is this invitation real?" says. Its title is the website's own words for the link to it. */
export interface RealWords {
  /** Who invites, to whose wedding; above everything else. */
  yes: (hosts: string, wedding: string) => string;
  address: string;
  addressHelp: string;
  senders: string;
  sendersHelp: string;
  /** No number writes for this wedding yet. */
  noSenders: string;
  family: string;
  familyHelp: string;
  /** Nobody is named to be called. */
  noFamily: (hosts: string) => string;
  never: string;
  nevers: readonly [money: string, code: string, bank: string, app: string];
  check: string;
  checks: readonly [address: string, number: string, call: string];
  call: (name: string) => string;
  back: string;
}

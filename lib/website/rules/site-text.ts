/** What the wedding's website says of itself; the words of answering are the household page's. */
export interface SiteWords {
  /** After the hosts' names: "lovingly invite you and your family". */
  invites: string;
  /** Before the couple's names and after them, as the language builds the sentence; either may be empty. */
  beforeNames: string;
  afterNames: string;
  /** Between the couple's names. */
  and: string;
  functions: string;
  families: string;
  travel: string;
  stay: string;
  contacts: string;
  /** Below "who really invites you", where their numbers are a tap away and where they are not. */
  contactsHelp: string;
  contactsPublic: string;
  gifts: string;
  giftsUpi: string;
  map: string;
  dress: string;
  cancelled: string;
  /** To who found the public page: where answering is done. */
  ownLink: string;
  real: string;
  updated: (when: string) => string;
}

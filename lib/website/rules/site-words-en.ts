import type { SiteWords } from "./site-text";

export const EN: SiteWords = {
  invites: "lovingly invite you and your family",
  beforeNames: "to the wedding of",
  afterNames: "",
  and: "&",
  functions: "The functions",
  families: "Our families",
  travel: "Getting there",
  stay: "Where to stay",
  contacts: "Who really invites you",
  contactsHelp: "Not sure that this invitation is real? Call one of us.",
  contactsPublic:
    "These are the people who invite you. Our numbers are on your own page, from the message you got.",
  gifts: "Gifts",
  giftsUpi: "UPI",
  map: "See it on the map",
  dress: "Dress",
  cancelled: "Cancelled",
  ownLink: "Are you invited? Your own link is in the message from the family; you can answer there.",
  real: "Is this invitation real?",
  updated: (when) => `Last updated ${when}`,
};

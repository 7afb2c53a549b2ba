import type { GuestLanguage } from "@/lib/kernel/languages";
import type { Look, SiteFunction, SitePage, Told } from "@/lib/website/types";
import { WRITTEN } from "./site-tongues";

const told = (text: string, language: GuestLanguage): Told => ({ text, language });

const ids = Array.from({ length: 8 }, (_, n) => `0190000${n}-0000-7000-8000-00000000000${n}`);

const plan = (place: number, name: string, more: Partial<SiteFunction> = {}): SiteFunction => ({
  id: ids[place]!,
  name,
  startsAt: "2026-12-11T13:30:00.000Z",
  zone: "Asia/Kolkata",
  venue: "Rambagh Palace",
  address: "Bhawani Singh Road\nJaipur 302005",
  mapUrl: "https://maps.app.goo.gl/abc",
  dress: null,
  note: null,
  cancelled: false,
  ...more,
});

const EIGHT: SiteFunction[] = [
  plan(0, "Ganesh Puja", { startsAt: "2026-12-09T04:30:00.000Z", venue: "Mehta House", mapUrl: null }),
  plan(1, "Mehndi", {
    startsAt: "2026-12-09T10:30:00.000Z",
    dress: "Green and yellow, flat shoes for the lawn",
  }),
  plan(2, "Haldi", { startsAt: "2026-12-10T04:30:00.000Z", dress: "Yellow, and nothing you want to keep" }),
  plan(3, "Sangeet", {
    startsAt: "2026-12-10T13:30:00.000Z",
    venue: "The Oberoi Rajvilas",
    note: "Each side dances three songs. Tell Kabir by the first of December.",
  }),
  plan(4, "Baraat", { startsAt: "2026-12-11T11:00:00.000Z" }),
  plan(5, "Wedding", { dress: "Indian, as grand as you like" }),
  plan(6, "Cocktail", { startsAt: "2026-12-12T14:00:00.000Z", cancelled: true }),
  plan(7, "Reception", {
    startsAt: "2026-12-19T15:00:00.000Z",
    zone: "Asia/Dubai",
    venue: "Atlantis, The Palm",
    address: "Crescent Road, Dubai",
    dress: "Black tie or sherwani",
  }),
];

export const RICH: SitePage = {
  kind: "household",
  language: "en",
  languages: ["en", "hi", "ta", "ur"],
  look: "genda",
  wedding: "Priya and Arjun",
  hosts: "The Mehta and Kapoor families",
  couple: { first: told("Priya", "en"), second: told("Arjun", "en") },
  line: told("With the blessings of Dadi and Nani, and of all who came before us", "en"),
  photo: null,
  address: "https://parinaya.example/w/priya-arjun",
  preview: {
    wide: { url: "https://parinaya.example/p/a.jpg", width: 1200, height: 630, alt: "Priya and Arjun" },
    square: { url: "https://parinaya.example/p/b.jpg", width: 600, height: 600, alt: "Priya and Arjun" },
  },
  days: "9–19 December 2026",
  functions: EIGHT,
  families: [
    {
      heading: told("The Mehtas of Ahmedabad", "en"),
      text: told(
        "Asha and Kiran Mehta\nwith Dadi Savitaben\n\nPriya grew up between the pol of the old city and her grandmother’s kitchen.",
        "en",
      ),
    },
    {
      heading: told("The Kapoors of Delhi", "en"),
      text: told(
        "Seema and Dev Kapoor\nwith Nani Kamla\n\nArjun is the one who always carries everybody’s bags.",
        "en",
      ),
    },
  ],
  travel: told(
    "Jaipur’s airport is 12 km from Rambagh Palace. Trains from Delhi arrive at Jaipur Junction.\n\nA car waits for everybody who has told us when they arrive.",
    "en",
  ),
  stay: told(
    "We have kept rooms at Rambagh Palace and at the Jai Mahal, five minutes away. Say “Mehta Kapoor wedding” when you book.",
    "en",
  ),
  gifts: {
    text: told("Your blessings are all we ask for. If you must bring something, bring a story.", "en"),
    links: [{ label: "A school in Sanganer we like", url: "https://example.org/school" }],
    upi: "mehta.wedding@okbank",
  },
  contacts: [
    { name: "Asha Mehta", relation: told("Bride’s mother", "en") },
    { name: "Rohan Kapoor", relation: told("Groom’s uncle", "en") },
  ],
  sections: ["functions", "families", "travel", "stay", "contacts", "gifts"],
  updatedAt: "2026-11-21T11:20:00.000Z",
};

export const SPARSE: SitePage = {
  ...RICH,
  languages: ["en", "hi"],
  couple: { first: null, second: null },
  wedding: "Leela’s wedding",
  hosts: "Meera Nair",
  line: null,
  preview: null,
  address: null,
  days: "12 December 2026",
  functions: [plan(0, "Wedding", { address: null, mapUrl: null, startsAt: "2026-12-12T05:00:00.000Z" })],
  families: [],
  travel: null,
  stay: null,
  gifts: { text: null, links: [], upi: null },
  contacts: [],
};

const named = (names: string[]): SiteFunction[] =>
  EIGHT.slice(0, names.length).map((one, n) => ({ ...one, name: names[n]! }));

/** The rich page as its family wrote it in another language; places, dress and notes of functions stay as they were typed. */
export function inTongue(language: GuestLanguage, look: Look): SitePage {
  if (language === "en") return { ...RICH, look };
  const { couple, functions, family, relation, ...said } = WRITTEN[language];
  return {
    ...RICH,
    language,
    look,
    hosts: said.hosts,
    couple: { first: told(couple[0], language), second: told(couple[1], language) },
    line: told(said.line, language),
    days: said.days,
    functions: named(functions),
    families: [family[0], said.hosts].map((heading) => ({
      heading: told(heading, language),
      text: told(family[1], language),
    })),
    travel: told(said.travel, language),
    stay: told(said.stay, language),
    gifts: { ...RICH.gifts, text: told(said.gifts, language) },
    contacts: RICH.contacts.map((one) => ({ ...one, relation: told(relation, language) })),
  };
}

export const LONG_NAMES: SitePage = {
  ...RICH,
  hosts: "Lakshmi & Venkatanarasimharajuvaripeta Subramaniam, Padmavathi & Dr. Thiruvengadam Krishnamachari",
  couple: {
    first: told("Dr. Anantha Lakshmi Subramaniam", "en"),
    second: told("Venkata Satyanarayana Krishnamachari", "en"),
  },
  functions: EIGHT.map((one, n) =>
    n === 3 ? { ...one, name: "Sangeet, cocktails and the cousins’ own talent show" } : one,
  ),
};

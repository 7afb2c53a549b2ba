import type { GuestLanguage } from "@/lib/kernel/languages";
import type { HouseholdPage, PageFunction } from "@/lib/rsvp/rules/household-page";
import { pageLanguage } from "@/lib/rsvp/rules/page-words";
import type { Look } from "@/lib/website/types";
import { inTongue } from "./site-pages";

const people = ["Savitaben Mehta", "Asha Mehta", "Kiran Mehta", "Diya Mehta"].map((name, n) => ({
  id: `0190000${n}-1000-7000-8000-00000000000${n}`,
  name,
  band: n === 3 ? ("child" as const) : ("adult" as const),
  diet: n === 1 ? "jain" : null,
  diets: {},
  ours: true,
}));

const event = (n: number, name: string, more: Partial<PageFunction> = {}): PageFunction => ({
  id: `0190000${n}-0000-7000-8000-00000000000${n}`,
  name,
  startsAt: `2026-12-${10 + n}T13:30:00.000Z`,
  zone: "Asia/Kolkata",
  venue: "Rambagh Palace",
  address: "Bhawani Singh Road, Jaipur",
  mapUrl: n === 0 ? "https://maps.app.goo.gl/abc" : null,
  dress: n === 0 ? "Green and yellow" : null,
  note: n === 1 ? "Each side dances three songs." : null,
  deadline: "2099-12-01T12:00:00.000Z",
  closed: false,
  seats: { adults: 4, children: 1 },
  people: people.map((one) => one.id),
  answer: null,
  cancelled: false,
  waiting: 0,
  ...more,
});

/** A household that has answered nothing, one thing of each kind, or whose date has passed. */
export const household = (state: "new" | "mixed" | "closed"): HouseholdPage => ({
  unitId: "01900000-2000-7000-8000-000000000000",
  household: "The Mehtas of Bopal",
  language: "en",
  wedding: "Priya and Arjun",
  hosts: "The Mehta and Kapoor families",
  zone: "Asia/Kolkata",
  apart: true,
  speakerId: people[1]!.id,
  people,
  functions: [
    event(0, "Mehndi", {
      answer:
        state === "mixed"
          ? { answer: "yes", adults: 3, children: 1, people: people.slice(1).map((one) => one.id) }
          : null,
      waiting: state === "mixed" ? 2 : 0,
    }),
    event(1, "Sangeet", {
      answer: state === "mixed" ? { answer: "no", adults: 0, children: 0, people: [] } : null,
    }),
    event(2, "Wedding", {
      answer: state === "mixed" ? { answer: "maybe", adults: 0, children: 0, people: [] } : null,
    }),
    event(3, "Cocktail", { cancelled: state === "mixed", closed: state === "mixed" }),
    event(4, "Reception", { zone: "Asia/Dubai", seats: { adults: 1, children: 0 }, people: [] }),
  ].map((one) => (state === "closed" ? { ...one, closed: true } : one)),
});

/** What the answer page is drawn from, as its loader gives it. */
export const answerProps = (state: "new" | "mixed" | "closed", look: Look, language: GuestLanguage) => {
  const page = household(state);
  const { first, second } = inTongue(language, look).couple;
  const couple = { first: { [language]: first!.text }, second: { [language]: second!.text } };
  const change = { was: "Fri, 11 Dec, 7:00 pm", now: "Fri, 11 Dec, 8:30 pm" };
  return {
    token: "A".repeat(22),
    page,
    plan: {
      feed: "webcal://parinaya.example/g/a/calendar.ics",
      file: "/g/a/calendar.ics",
      functions: page.functions.map(({ id, name, cancelled }, place) => ({
        id,
        name,
        cancelled,
        google: "https://calendar.google.com/calendar/render",
        file: `/g/a/${id}.ics`,
        change: state === "mixed" && place === 2 ? { id, ...change } : null,
      })),
    },
    site: { look, languages: ["en", "hi", "ta", "ur"] as GuestLanguage[], couple },
    language: pageLanguage(language),
    sent: [],
    said: state === "mixed" ? "thanks" : null,
    at: null,
    nonce: undefined,
  };
};

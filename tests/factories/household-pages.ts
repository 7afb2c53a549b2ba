import type { HouseholdPage, PageFunction } from "@/lib/rsvp/rules/household-page";

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

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswerForm } from "./answer-form";
import { decideAnswers, type HouseholdPage, keptFor, lineKey, standingLine } from "./household-page";
import { fieldsKey, fieldsOf, packMore, planOf, readDiets, readTravel, unpackMore } from "./more-form";
import { pageLanguage } from "./page-words";

const [ID, OTHER, P1, P2, P3] = [1, 2, 3, 4, 5].map((n) => `01a0b0c0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
  string,
];

const pageOf = (
  seats: { adults: number; children: number },
  answer: HouseholdPage["functions"][number]["answer"] = null,
  apart = true,
): HouseholdPage => ({
  unitId: ID,
  household: "Mehta",
  language: "en",
  wedding: "A & R",
  hosts: "Meera",
  zone: "Asia/Kolkata",
  apart,
  speakerId: P1,
  people: [P1, P2, P3].map((id, n) => ({
    id,
    name: `P${n}`,
    band: n === 2 ? ("child" as const) : ("adult" as const),
    diet: null,
    diets: {},
    ours: true,
  })),
  functions: [
    {
      id: ID,
      name: "Sangeet",
      startsAt: null,
      zone: "Asia/Kolkata",
      venue: null,
      address: null,
      mapUrl: null,
      dress: null,
      note: null,
      deadline: null,
      closed: false,
      cancelled: false,
      seats,
      people: [P1, P2, P3],
      answer,
      waiting: 0,
    },
  ],
});

const name = fc.oneof(
  fc.string(),
  fc
    .tuple(
      fc.constantFrom("answer", "who", "adults", "children", "more", "shown", "diet", "shown-diet", "x"),
      fc.constantFrom(ID, OTHER, P1, "", "not-an-id", ID.toUpperCase()),
      fc.constantFrom("", `:${ID}`, ":"),
    )
    .map(([what, id, rest]) => `${what}:${id}${rest}`),
  fc.constantFrom("everything", "version", "note", "arrivesOn", "departsAt", "rooms", "shown-travel"),
);
const value = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "all",
    "some",
    "none",
    "maybe",
    P1,
    P2,
    OTHER,
    "3",
    "-1",
    "1e9",
    "२",
    "NaN",
    "2026-02-31",
    "25:00",
  ),
);
/** A pair that means something, among those that do not. */
const real = fc.oneof(
  fc.tuple(fc.constant(`answer:${ID}`), fc.constantFrom("all", "some", "some", "none", "maybe")),
  fc.tuple(fc.constant(`who:${ID}`), fc.constantFrom(P1, P2, P3)),
  fc.tuple(
    fc.constantFrom(`adults:${ID}`, `children:${ID}`, `more:${ID}`),
    fc.constantFrom("0", "1", "2", "9"),
  ),
  fc.tuple(fc.constant("version"), fc.constantFrom("0", "x")),
);
const anyForm = fc
  .array(fc.oneof({ weight: 2, arbitrary: real }, { weight: 3, arbitrary: fc.tuple(name, value) }), {
    maxLength: 12,
  })
  .map((pairs) => new URLSearchParams(pairs));

describe("any form whatsoever", () => {
  it("is read without a word of complaint, and never says more than the places kept", () => {
    let yes = 0;
    fc.assert(
      fc.property(anyForm, fc.nat(3), fc.nat(2), fc.boolean(), (form, adults, children, apart) => {
        const page = pageOf({ adults, children: adults + children === 0 ? 1 : children }, null, apart);
        const read = readAnswerForm(form);
        const decided = decideAnswers(page, read.everything ? "everything" : read.lines);
        if ("refused" in decided) return;
        for (const one of decided.answers) {
          expect(one.eventId).toBe(ID);
          if (one.answer === "yes") yes++;
          expect(one.adults + one.children).toBeLessThanOrEqual(keptFor(page, page.functions[0]!).most);
          expect(one.answer === "yes").toBe(one.adults + one.children > 0);
          expect(one.people.length).toBeLessThanOrEqual(one.adults + one.children);
          // What is recorded and shown again says nothing new when it is sent back as it is.
          const next = pageOf(page.functions[0]!.seats, one, apart);
          const shown = standingLine(next, next.functions[0]!);
          const again = decideAnswers(next, [shown]);
          expect(again).toMatchObject(
            shown.choice === "some" && shown.who.length + shown.adults + shown.children + shown.more === 0
              ? { refused: "no_count" }
              : { answers: [] },
          );
        }
      }),
      { numRuns: 1_000 },
    );
    expect(yes).toBeGreaterThan(50);
  });
  it("of the second step is read too, and comes back as it was sent", () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const diets = readDiets(form);
        const travel = readTravel(form);
        if (travel) planOf(travel.fields);
        expect(unpackMore(packMore(travel?.fields ?? null, diets)).travel).toEqual(travel?.fields ?? null);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a household's form", () => {
  it("leaves alone what its guest left alone, and takes ticks without a choice for some", () => {
    const page = pageOf({ adults: 2, children: 1 }, { answer: "yes", adults: 2, children: 0, people: [] });
    const line = standingLine(page, page.functions[0]!);
    expect(line).toMatchObject({ choice: "some", who: [] });
    const form = new URLSearchParams({ [`shown:${ID}`]: lineKey(line), [`answer:${ID}`]: "some" });
    expect(readAnswerForm(form)).toMatchObject({ lines: [], chosen: true });
    form.delete(`answer:${ID}`);
    form.append(`who:${ID}`, P3);
    expect(decideAnswers(page, readAnswerForm(form).lines)).toEqual({
      answers: [{ eventId: ID, answer: "yes", adults: 0, children: 1, people: [P3] }],
    });
  });
  it("names nobody where there are more names than places, and fills grown-ups' places first where children are not apart", () => {
    const few = pageOf({ adults: 1, children: 1 });
    expect(decideAnswers(few, "everything")).toMatchObject({
      answers: [{ adults: 1, children: 1, people: [] }],
    });
    const one = { choice: "some" as const, who: [P3], adults: 0, children: 0, more: 3, eventId: ID };
    expect(decideAnswers(pageOf({ adults: 4, children: 2 }, null, false), [one])).toMatchObject({
      answers: [{ adults: 2, children: 2 }],
    });
  });
  it("reads days and hours of any script, and says what is wrong with them", () => {
    const travel = (fields: Record<string, string>) =>
      planOf(readTravel(new URLSearchParams({ version: "0", ...fields }))!.fields);
    expect(travel({ arrivesOn: "२०२६-१२-१४", arrivesAt: "9:05" })).toMatchObject({
      plan: { arrivesOn: "2026-12-14", arrivesAt: "09:05", departsOn: null },
    });
    expect(travel({ arrivesOn: "2026-02-31" })).toEqual({ problem: "date" });
    expect(travel({ arrivesAt: "09:00" })).toEqual({ problem: "no_day" });
    const same = { arrivesOn: "2026-12-14", arrivesAt: "09:00", departsOn: "2026-12-14" };
    expect(travel({ ...same, departsAt: "08:00" })).toEqual({ problem: "order" });
    expect(travel(same)).toMatchObject({ plan: same });
    expect(travel({ rooms: "many" })).toEqual({ problem: "rooms" });
    const shown = fieldsKey(fieldsOf((travel(same) as { plan: never }).plan));
    expect(readTravel(new URLSearchParams({ version: "1", ...same, "shown-travel": shown }))).toBeNull();
  });
  it("speaks the first language it knows", () => {
    expect(pageLanguage(undefined, "gu").words.locale).toBe("gu-IN");
    expect(pageLanguage("constructor", "ta").code).toBe("en");
  });
});

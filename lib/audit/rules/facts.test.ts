import { expect, it } from "vitest";
import { factsOf, KNOWN_PARTS } from "./facts";

const [haldi, sangeet, other] = [
  "0194d000-0000-7000-8000-000000000001",
  "0194d000-0000-7000-8000-000000000002",
  "0194d000-0000-7000-8000-000000000003",
] as const;
const names = new Map([
  [haldi, "Haldi"],
  [sangeet, "Sangeet"],
]);
const facts = (action: string, payload: unknown) => factsOf(action, payload, names);

it("says where which places are kept, and instead of what", () => {
  const [before, places] = [
    { adults: 3, children: 0 },
    { adults: 4, children: 1 },
  ];
  expect(facts("invitations.keep-places:keep-places", { eventId: sangeet, before, places })).toEqual({
    functions: ["Sangeet"],
    before,
    places,
  });
});

it("names functions in their order, and nothing of one that is gone", () => {
  const invited = (eventIds: string[]) =>
    facts("invitations.invite:invite", { families: 2, eventIds, sets: [] });
  expect(invited([sangeet, haldi])).toEqual({ families: 2, functions: ["Haldi", "Sangeet"] });
  expect(invited([other])).toBeNull();
});

it("says which fields a human set, and not to what", () => {
  const patch = { address: "12 Marine Drive", tagged: ["VIP"] };
  expect(facts("guests.edit-household:edit", { patch })).toEqual({ fields: ["address", "tagged"] });
  const edits = [{ personId: other, field: "diet", edit: { value: "jain", over: [] } }];
  expect(facts("guests.edit-person:edit", { edits })).toEqual({ fields: ["diet"] });
});

it("says nothing where nothing is left, it was written down otherwise, or the act is not one of these", () => {
  expect(facts("invitations.invite:invite", null)).toBeNull();
  expect(facts("invitations.invite:invite", [{ event_id: haldi, n: 2, units: [] }])).toBeNull();
  expect(facts("rsvp.note-travel:note", { plan: { note: "By the night train" } })).toBeNull();
  expect(KNOWN_PARTS["rsvp.note-travel:note"]).toBeUndefined();
});

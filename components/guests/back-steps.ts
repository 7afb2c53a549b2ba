import type { Step } from "@/components/guests/use-undoable";

/** The steps that hand a guest's fields back; where somebody lives goes the way of moves, which take replies along. */
export function personSteps(personId: string, fields: readonly string[]): Step[] {
  const said = fields.filter((field) => field !== "home");
  const edits = said.map((field) => ({ personId, field, edit: null }));
  return [
    ...(edits.length > 0 ? [{ command: "guests.set-person-edits", input: { edits } }] : []),
    ...(fields.includes("home")
      ? [{ command: "guests.place-people", input: { people: [{ personId, home: null }], units: [] } }]
      : []),
  ];
}

/** The step that hands a family's fields back. */
export const familySteps = (unitId: string, fields: readonly string[]): Step[] => [
  {
    command: "guests.set-household-edits",
    input: {
      sets: [{ unitIds: [unitId], patch: Object.fromEntries(fields.map((field) => [field, null])) }],
    },
  },
];

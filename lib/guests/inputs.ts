import { z } from "zod";

export const decideSuggestionInput = z.object({
  key: z.string().min(1).max(300),
  unitIds: z.array(z.uuid()).min(2).max(50),
  decision: z.enum(["accepted", "refused"]),
});
/** Two people who look alike; `key` is the question's, as `suggestionKey` makes it. */
export const decideDuplicateInput = z.object({
  key: z.string().regex(/^likeness:[0-9a-f]{64}$/),
  keptId: z.uuid(),
  goneId: z.uuid(),
  decision: z.literal("refused"),
});

/** As many pairs are kept as can be looked at again whenever Today is opened. */
export const MOST_KEPT = 100;
export const keepLikelyInput = z.object({
  pairs: z.array(z.tuple([z.uuid(), z.uuid()])).max(MOST_KEPT),
  more: z.boolean(),
});

export const mergePeopleInput = z.object({ keptId: z.uuid(), goneId: z.uuid() });
export const unmergePeopleInput = z.object({ mergeId: z.uuid() });

const fieldEdit = z.object({
  value: z.union([z.string().max(4000), z.number(), z.null()]).optional(),
  over: z.array(z.string().max(4000)).max(200),
});

export const unitEditsSchema = z
  .object({
    name: z.string().min(1).max(200),
    side: z.enum(["bride", "groom", "both"]),
    address: z.string().max(4000),
    language: z.string().max(10),
    unnamedAdults: z.int().min(0).max(500),
    unnamedChildren: z.int().min(0).max(500),
    tagged: z.array(z.string().max(200)).max(200),
    untagged: z.array(z.string().max(200)).max(200),
    proxyPersonId: z.uuid(),
    joinedInto: z.uuid(),
    off: z.uuid(),
  })
  .partial()
  .strict();

const patchShape = Object.fromEntries(
  Object.entries(unitEditsSchema.shape).map(([field, schema]) => [field, schema.nullable()]),
) as { [Field in keyof typeof unitEditsSchema.shape]: z.ZodNullable<(typeof unitEditsSchema.shape)[Field]> };

export const setHouseholdEditsInput = z.object({
  sets: z
    .array(
      z.object({
        unitIds: z.array(z.uuid()).min(1).max(20_000),
        patch: z.object(patchShape).omit({ joinedInto: true }).partial().strict(),
        /** What these fields must still be; otherwise somebody has changed them since, and nothing is taken back. */
        expected: z.object(patchShape).partial().strict().optional(),
      }),
    )
    .min(1)
    .max(2_000),
});

export const tagName = z
  .string()
  .trim()
  .min(1)
  .max(60, "A tag has at most 60 letters.")
  .regex(/^[^,;]*$/, "A tag has no comma and no semicolon.");

export const editHouseholdInput = z.object({
  unitId: z.uuid(),
  version: z.int(),
  changes: z
    .object({
      name: z.string().trim().min(1, "A family needs a name.").max(200).nullable(),
      side: z.enum(["bride", "groom", "both"]),
      address: z.string().trim().min(1).max(4000).nullable(),
      language: z.string().max(10).nullable(),
      unnamedAdults: z.int().min(0).max(500),
      unnamedChildren: z.int().min(0).max(500),
      /** Every tag the family is to carry. */
      tags: z.array(tagName).max(50),
      proxyPersonId: z.uuid().nullable(),
    })
    .partial()
    .strict()
    .refine((changes) => Object.keys(changes).length > 0, "Nothing was changed."),
});

export const identifierInput = z.object({
  kind: z.enum(["phone", "email"]),
  value: z.string().min(3).max(254),
});

/** Families as a whole, and people of others. */
export const takeOffInput = z.object({
  unitIds: z.array(z.uuid()).max(20_000),
  personIds: z.array(z.uuid()).max(2_000),
});
/** The words by which they were taken off. */
export const putBackInput = z.object({ words: z.array(z.uuid()).min(1).max(20_000) });
export const takeOffAgainInput = z.object({
  words: z
    .array(z.object({ word: z.uuid(), unitId: z.uuid().nullable(), personIds: z.array(z.uuid()).max(2_000) }))
    .min(1)
    .max(20_000),
});

export const setSecondHouseholdInput = z.object({
  personId: z.uuid(),
  unitId: z.uuid().nullable(),
  /** What it must still be; otherwise somebody has changed it since, and nothing is taken back. */
  expected: z.uuid().nullable().optional(),
});

export const setDietInput = z.object({
  personId: z.uuid(),
  eventId: z.uuid(),
  diet: z.string().trim().min(1).max(40).nullable(),
  /** Whose word it was before: of somebody who is one with them by a merge, and takes it along again. */
  broughtFrom: z.uuid().nullable().optional(),
  /** What it must still be; otherwise somebody has changed it since, and nothing is taken back. */
  expected: z.string().max(40).nullable().optional(),
});

export const dropIdentifierInput = identifierInput.extend({ personId: z.uuid() });
export const restoreIdentifierInput = z.object({ keys: z.array(z.string().max(600)).min(1).max(500) });

export const saveViewInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1, "Give the view a name.").max(60),
  address: z.string().max(1000),
});
export const removeViewInput = z.object({ id: z.uuid() });

/** What joining families sets on them. */
const placedShape = {
  joinedInto: patchShape.joinedInto,
  tagged: patchShape.tagged,
  unnamedAdults: patchShape.unnamedAdults,
  unnamedChildren: patchShape.unnamedChildren,
};

const answersWent = z
  .array(
    z.object({
      from: z.uuid(),
      to: z.uuid(),
      fresh: z.boolean(),
      whole: z.boolean(),
      people: z.array(z.uuid()).max(100),
      taken: z
        .array(
          z.object({
            eventId: z.uuid(),
            adults: z.int().min(0).max(1000),
            children: z.int().min(0).max(1000),
          }),
        )
        .max(50),
    }),
  )
  .max(100);

export const placePeopleInput = z.object({
  people: z
    .array(
      z.object({ personId: z.uuid(), home: fieldEdit.nullable(), expected: fieldEdit.nullable().optional() }),
    )
    .max(500),
  units: z
    .array(
      z.object({
        unitId: z.uuid(),
        patch: z.object(placedShape).partial().strict(),
        expected: z.object(placedShape).partial().strict().optional(),
      }),
    )
    .max(100),
  /** Since when it was otherwise: what these people wrote meanwhile comes back with them. */
  since: z.iso.datetime({ offset: true }).optional(),
  /** What of their answers was written down with it, and does not count any more. */
  answers: z.array(z.uuid()).max(2000).optional(),
  /** Places that are given back, from household to household. */
  seats: z
    .array(
      z.object({
        eventId: z.uuid(),
        from: z.uuid().nullable(),
        to: z.uuid().nullable(),
        adults: z.int().min(0).max(1000),
        children: z.int().min(0).max(1000),
      }),
    )
    .max(5000)
    .optional(),
  /** From where to where their part of what was said went with them; `goes`: where it goes again. */
  went: answersWent.optional(),
  goes: answersWent.optional(),
});
export type PlacePeopleInput = z.output<typeof placePeopleInput>;

/** `back`: who lived where before they were made one family. */
export const reopenSuggestionInput = decideSuggestionInput.extend({ back: placePeopleInput.nullable() });

export const movePeopleInput = z.object({ personIds: z.array(z.uuid()).min(1).max(100), unitId: z.uuid() });
export const splitHouseholdInput = z.object({
  unitId: z.uuid(),
  personIds: z.array(z.uuid()).min(1, "Who leaves this family?").max(100),
  name: z.string().trim().min(1, "Give the new family a name.").max(200),
});
export const joinHouseholdsInput = z.object({
  intoId: z.uuid(),
  unitIds: z.array(z.uuid()).min(1).max(50),
});

const fieldValue = z.union([z.string().max(4000), z.number()]);

export const decideConflictsInput = z
  .object({
    keys: z.array(z.string().max(200)).min(1).max(5000).optional(),
    field: z.string().max(20).optional(),
    batchId: z.uuid().optional(),
    choice: z.discriminatedUnion("kind", [
      z.object({ kind: z.enum(["ours", "theirs"]) }),
      z.object({ kind: z.literal("value"), value: fieldValue }),
    ]),
  })
  .refine(({ keys, field }) => keys !== undefined || field !== undefined, "Which differences are decided?");

export const editPersonInput = z.object({
  personId: z.uuid(),
  version: z.int(),
  changes: z
    .object({
      name: z.string().trim().min(1, "A guest needs a name.").max(200),
      ageBand: z.enum(["adult", "child", "infant"]),
      language: z.string().max(10).nullable(),
      diet: z.string().max(40).nullable(),
      notes: z.string().max(4000).nullable(),
      /** Chosen to speak for the household. */
      contact: z.literal(1).nullable(),
    })
    .partial()
    .strict()
    .refine((changes) => Object.keys(changes).length > 0, "Nothing was changed."),
});

export const setPersonEditsInput = z.object({
  edits: z
    .array(
      z.object({
        personId: z.uuid(),
        field: z.string().max(20),
        edit: fieldEdit.nullable(),
        /** What it must still be; otherwise somebody has changed it since, and nothing is taken back. */
        expected: fieldEdit.nullable().optional(),
      }),
    )
    .min(1)
    .max(5000),
});

const told = z.object({
  kind: z.enum(["phone", "bsuid", "parent_bsuid"]),
  value: z.string().min(3).max(200),
});

export const linkIdentifiersInput = z.object({
  links: z
    .array(z.object({ told: z.array(told).min(1), left: z.array(told), at: z.iso.datetime() }))
    .max(1000),
});

export const decideRowInput = z.object({
  claimId: z.uuid(),
  decision: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("belongs"), personId: z.uuid() }),
      z.object({ kind: z.literal("ignored") }),
    ])
    .nullable(),
});

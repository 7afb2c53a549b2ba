import type { ClaimDraft } from "@/lib/guests/rules/claim";
import { mapHeader } from "@/lib/imports/rules/columns";
import { draftFromRow } from "@/lib/imports/rules/row";

export interface TypedGuest {
  batchId: string;
  name: string;
  phone?: string | undefined;
  email?: string | undefined;
  ageBand?: "adult" | "child" | "infant" | undefined;
  side?: "bride" | "groom" | "both" | undefined;
  language?: string | undefined;
  diet?: string | undefined;
  unitId?: string | undefined;
  outOfCount?: boolean | undefined;
}

const HEADER = ["Name", "Phone", "Email", "Age band", "Side", "Language", "Diet"];

/** What was typed, read by the same rules as a row of a list; `problem` says in words what cannot be used. */
export function typedDraft(
  guest: TypedGuest,
  homeCountry: string,
): { draft: ClaimDraft; problem: string | null } {
  const map = mapHeader(HEADER);
  if (!map.ok) throw new Error("the typed guest's own headings are not understood");
  const { name, phone, email, ageBand, side, language, diet } = guest;
  const cells = [name, phone ?? "", email ?? "", ageBand ?? "", side ?? "", language ?? "", diet ?? ""];
  // What a sheet says with a name (`& wife`, `+ 2`) is asked here by fields of their own.
  const draft = draftFromRow(cells, { ...map, source: "pasted" }, { homeCountry });
  const problems = draft.problems.filter(({ code }) => code !== "number_in_name");
  return {
    // Two people of one name and no number, typed one after the other, are two people.
    draft: {
      ...draft,
      sourceKey: `typed:${guest.batchId}`,
      ...(guest.unitId ? { unitId: guest.unitId } : {}),
      ...(guest.outOfCount ? { outOfCount: true } : {}),
    },
    problem: draft.outcome === "refused" || problems.length > 0 ? (problems[0]?.message ?? null) : null,
  };
}

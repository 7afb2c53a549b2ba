import { familySteps } from "@/components/guests/back-steps";
import { BackToLists } from "@/components/guests/back-to-lists";
import { fieldsWords } from "@/components/guests/person-words";
import { WriteInstead } from "@/components/guests/write-instead";
import { Badge } from "@/components/ui/badge";
import type { FamilyDetails } from "@/lib/guests/queries/household";

export type FamilyNotesProps = {
  weddingId: string;
  household: Pick<FamilyDetails, "version" | "byHand" | "proxy" | "speaksFor"> & {
    id: string;
    name: string;
    tags: readonly string[];
    people: readonly { id: string; name: string }[];
  };
  mayEdit: boolean;
};

/** What one should know of a family before anything else: its tags, what was set by hand, who is written to instead. */
export function FamilyNotes({ weddingId, household, mayEdit }: FamilyNotesProps) {
  const home = { id: household.id, name: household.name };
  return (
    <>
      {household.tags.length > 0 ? (
        <p className="-mt-3 mb-6 flex flex-wrap gap-2">
          {household.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
      ) : null}
      {household.byHand.length > 0 ? (
        <p className="-mt-3 mb-6 flex flex-wrap items-center gap-x-4 text-muted text-sm">
          <span>Set by hand for this family: {fieldsWords(household.byHand)}</span>
          {mayEdit ? (
            <BackToLists
              weddingId={weddingId}
              name={household.name}
              fields={fieldsWords(household.byHand)}
              steps={familySteps(household.id, household.byHand)}
            />
          ) : null}
        </p>
      ) : null}
      {household.proxy ? (
        <p className="-mt-3 mb-6 flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>
            Messages for this family go to {household.proxy.name} ({household.proxy.family}).
          </span>
          {mayEdit ? (
            <WriteInstead
              weddingId={weddingId}
              household={{ ...home, version: household.version }}
              residents={[]}
              proxy={household.proxy}
            />
          ) : null}
        </p>
      ) : null}
      {household.speaksFor.length > 0 ? (
        <p className="-mt-3 mb-6 text-muted">
          {household.people.find((one) => one.id === household.speaksFor[0]!.personId)?.name ??
            "Somebody here"}{" "}
          also gets the messages for {household.speaksFor.map((one) => one.family).join(", ")}.
        </p>
      ) : null}
    </>
  );
}

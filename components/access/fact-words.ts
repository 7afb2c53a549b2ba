import { dietWords, fieldsWords, languageWords } from "@/components/guests/person-words";
import { peopleWords } from "@/components/guests/words";
import { counted, families } from "@/components/shared/fill-words";
import type { HistoryEntry } from "@/lib/audit/queries";
import type { Facts } from "@/lib/audit/rules/facts";

export const invitations = { one: "invitation", many: "invitations" };
export type KeptPlaces = Required<Pick<Facts, "before" | "places">>;

const listed = (parts: readonly string[]): string => new Intl.ListFormat("en-IN").format(parts);

/** "“Haldi” and “Sangeet”". */
export const functionsOf = (facts: Facts): string =>
  listed((facts.functions ?? []).map((name) => `“${name}”`));

/** "kept 5 places instead of 3"; with children among them, how many of each. */
export function placesWords({ before, places }: KeptPlaces): string {
  if (before.children + places.children > 0)
    return `kept places for ${peopleWords(places.adults, places.children)} instead of ${peopleWords(before.adults, before.children)}`;
  return `kept ${places.adults} ${places.adults === 1 ? "place" : "places"} instead of ${before.adults}`;
}

const SAID = { yes: "coming to", no: "not coming to", maybe: "not sure yet about" };

/** "coming to “Haldi” (2 adults) and “Sangeet” (3 adults), not coming to “Mehndi”". */
function answersWords(answers: NonNullable<Facts["answers"]>): string {
  const alike = Map.groupBy(answers, (one) => one.answer);
  return [...alike]
    .map(([answer, of]) => {
      const where = of.map(
        (one) => `“${one.function}”${answer === "yes" ? ` (${peopleWords(one.adults, one.children)})` : ""}`,
      );
      return `${SAID[answer]} ${listed(where)}`;
    })
    .join(", ");
}

/** "the name and food"; a tag is a tag, given or taken off. */
export function fieldsOf({ fields = [] }: Facts): string {
  const named = fields.filter((field) => field !== "off").map((field) => field.replace("untagged", "tagged"));
  return `the ${fieldsWords([...new Set(named)])}`;
}

export const languageOf = ({ value }: Facts): string => languageWords[value ?? ""] ?? value ?? "";
export const dietOf = ({ value }: Facts): string => (value ? (dietWords[value] ?? value) : "as always");

/** One family by its name, several by how many they are. */
export const whom = ({ subject, facts }: HistoryEntry) => subject ?? counted(facts?.families ?? 1, families);

/** Of several families that were not all invited to all of these functions, how many invitations it was. */
export const to = (entry: HistoryEntry & { facts: Facts }): string => {
  const all = (entry.facts.families ?? 1) * (entry.facts.functions?.length ?? 1);
  const some = entry.count < all ? `, ${counted(entry.count, invitations)} in all` : "";
  return `${functionsOf(entry.facts)}${some}`;
};

/** The words for what is known of it; else, or where it was erased, those that always hold. */
export const knowing =
  (say: (entry: HistoryEntry & { facts: Facts }) => string, otherwise: (entry: HistoryEntry) => string) =>
  (entry: HistoryEntry): string =>
    entry.facts ? say(entry as HistoryEntry & { facts: Facts }) : otherwise(entry);

/** What was answered to which functions, after words that say whose it is. */
export const answering = (
  before: (entry: HistoryEntry) => string,
  otherwise: (entry: HistoryEntry) => string,
) => knowing((entry) => `${before(entry)} ${answersWords(entry.facts.answers!)}`, otherwise);

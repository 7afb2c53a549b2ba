/** What humans did since to those whom only this list brought; counts of families, merges and people. */
export interface Dependents {
  invited: number;
  written: number;
  merged: number;
  edited: number;
  editedHouseholds: number;
  /** Some of those who were edited, by name; only whom the one who asks may see. */
  editedNames: string[];
  /** Who is written to for another household, or belongs to a second one. */
  leaned: number;
}

const whom = ({ edited, editedHouseholds, editedNames }: Dependents): string => {
  const more = edited + editedHouseholds - editedNames.length;
  const names = more > 0 && editedNames.length > 0 ? [...editedNames, `${more} more`] : editedNames;
  return names.length > 0 ? ` (${new Intl.ListFormat("en-IN").format(names)})` : "";
};

const families = (n: number) => (n === 1 ? "One family of this list is" : `${n} families of this list are`);

/** Why a list cannot be taken back now, and the way to it; null where nothing depends on it. */
export function undoRefusal(found: Dependents): string | null {
  if (found.written > 0)
    return `${families(found.written)} in an invite already, so they stay guests. Stop that invite first; who was written to already can be taken off the guest list one by one, on the family's page.`;
  if (found.invited > 0)
    return `${families(found.invited)} invited already. Take them off first (Guests, filter by this list, select all, Take off), then take the list back.`;
  if (found.merged > 0)
    return `${found.merged === 1 ? "Somebody" : `${found.merged} people`} of this list ${found.merged === 1 ? "was" : "were"} merged with another guest since. Take those merges back first, on the family's page.`;
  if (found.edited + found.editedHouseholds > 0)
    return `${found.edited + found.editedHouseholds} of this list's guests or families were changed by hand since${whom(found)}. Take those changes back first: on the family's page, As the lists say.`;
  if (found.leaned > 0)
    return `${found.leaned === 1 ? "Somebody" : `${found.leaned} people`} of this list ${found.leaned === 1 ? "is" : "are"} written to for another family, or ${found.leaned === 1 ? "belongs" : "belong"} to a second one. Change that first, on the family's page.`;
  return null;
}

import type { FieldEdit } from "./fields";

/**
 * A human's word that somebody is no guest; it stands until it is taken back, whatever lists bring them again, and
 * wherever lists put them meanwhile. `word` is an id of its own for each person, and one for all of a family that goes as
 * a whole, which carries it as well (`guest_units.edits.off`): what is put back is what went by that word, and nobody else.
 */
export const notAGuest = (word: string): FieldEdit => ({ value: word, over: [] });

export const isOff = (edits: Readonly<Record<string, FieldEdit>> | undefined): boolean =>
  edits?.guest !== undefined;

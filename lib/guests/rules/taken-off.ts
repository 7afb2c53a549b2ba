import type { FieldEdit } from "./fields";

/** Of somebody who was taken off the list by themselves. */
export const ALONE = "person";

/**
 * A human's word that somebody is no guest; it stands until it is taken back, whatever lists bring them again, and
 * wherever lists put them meanwhile. `as` names the household they went with as a whole, or `ALONE`.
 */
export const notAGuest = (as: string): FieldEdit => ({ value: as, over: [] });

export const isOff = (edits: Readonly<Record<string, FieldEdit>> | undefined): boolean =>
  edits?.guest !== undefined;

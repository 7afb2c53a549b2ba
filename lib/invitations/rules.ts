import { type Refusal, refuse } from "@/lib/kernel/result";

/** As many families as an audience names one by one. Of more, or of too many kinds, no way back is kept. */
export const TAKEN_BACK_AT_MOST = { families: 20_000, sets: 2_000 } as const;

/** A household's own places at a function; `at` is when they were given. */
export interface Held {
  eventId: string;
  adults: number;
  children: number;
  at: string;
}

/** Households that hold the same, together: what was one act is small to keep. */
export interface HeldSet {
  unitIds: string[];
  held: Held[];
}

/** Whether these are few enough to be kept as a way back, and any at all. */
export function isKept(sets: readonly HeldSet[]): boolean {
  const families = sets.reduce((sum, one) => sum + one.unitIds.length, 0);
  return families > 0 && families <= TAKEN_BACK_AT_MOST.families && sets.length <= TAKEN_BACK_AT_MOST.sets;
}

/** Of so many families, how many have something in the way of taking their invitations back. */
export interface InTheWayOfUninviting {
  families: number;
  gone: number;
  answered: number;
  told: number;
  changed: number;
}

const several = (n: number, of: number): string => {
  if (of === 1) return "This family";
  return n === 1 ? "One of these families" : `${n.toLocaleString("en-IN")} of these families`;
};
const has = (n: number) => (n === 1 ? "has" : "have");
const was = (n: number) => (n === 1 ? "was" : "were");

const others = (of: number) =>
  of === 1 ? "" : " The others can be taken off in the list of guests: whoever has answered stays.";

/** What stands first: an answer weighs more than a message, and that more than a number of places. */
export function uninviteRefusal(found: InTheWayOfUninviting): Refusal | null {
  const { families: of, gone, answered, told, changed } = found;
  if (gone > 0)
    return refuse("changed_since", `${several(gone, of)} ${was(gone)} taken off or invited again since.`);
  if (answered > 0)
    return refuse(
      "answered",
      `${several(answered, of)} ${has(answered)} answered since, so nothing was taken back. If they are not to come after all, speak with them and enter that answer.${others(of)}`,
    );
  if (told > 0)
    return refuse(
      "told",
      `${several(told, of)} ${has(told)} been written to since, or a message is ready for them, so nothing was taken back. If they are not to come after all, take them off in the list of guests and tell them.`,
    );
  if (changed > 0)
    return refuse(
      "places_changed",
      `Other places are kept for ${several(changed, of).replace(/^./, (letter) => letter.toLowerCase())} by now, so nothing was taken back. Take that back first, then this.`,
    );
  return null;
}

export interface InTheWayOfInvitingAgain {
  families: number;
  off: number;
  again: number;
  /** Functions that are not there any more. */
  unknown: number;
}

export function inviteAgainRefusal({
  families: of,
  off,
  again,
  unknown,
}: InTheWayOfInvitingAgain): Refusal | null {
  if (unknown > 0) return refuse("unknown_event", "One of these functions is not there any more.");
  if (off > 0)
    return refuse(
      "off_the_list",
      `${several(off, of)} ${off === 1 ? "is" : "are"} not on the guest list now, so nobody was invited again. Put them back on it first, then take this back.`,
    );
  if (again > 0)
    return refuse(
      "invited_again",
      `${several(again, of)} ${was(again)} invited again since, so nothing was changed. Look at the places kept for them there${of === 1 ? "" : ", and invite the others in the list of guests"}.`,
    );
  return null;
}

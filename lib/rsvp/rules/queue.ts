import { type Refusal, refuse } from "@/lib/kernel/result";

/** How long a message stays with whoever took it, without a sign of life. */
const KEPT_MINUTES = 30;

/** A message of the queue, as it stands in the moment somebody acts on it. */
export interface Waiting {
  readByHuman: boolean;
  handledAs: string | null;
  /** Who dealt with it, and who has it: as the log names them, and as people do. */
  handledBy: { label: string; name: string } | null;
  takenBy: { label: string; name: string } | null;
  takenAt: Date | null;
}

const DONE: Record<string, string> = {
  written_back: "wrote back already",
  sent_text: "sent them a text already",
  answered: "entered their answer already",
  read: "marked this as read already",
};

const minutes = (from: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - from.getTime()) / 60_000));

/** Whether somebody else has it in hand now. */
export const isTaken = (
  { takenBy, takenAt }: Pick<Waiting, "takenBy" | "takenAt">,
  me: string,
  now: Date,
): boolean => takenBy !== null && takenBy.label !== me && minutes(takenAt ?? now, now) < KEPT_MINUTES;

/** Null lets somebody act on these messages; else why not, in words. All or nothing: a reply answers all that stands there. */
export function whyNot(asked: number, found: readonly Waiting[], me: string, now: Date): Refusal | null {
  if (found.length < asked)
    return refuse("not_there", "One of these messages is not there any more. Please look at the list again.");
  const done = found.find((one) => one.readByHuman);
  if (done) {
    const who = done.handledBy?.label === me ? "You" : (done.handledBy?.name ?? "Somebody");
    return refuse(
      "not_waiting",
      `${who} ${DONE[done.handledAs ?? "read"] ?? DONE.read}. Nothing was changed by this.`,
    );
  }
  const taken = found.find((one) => isTaken(one, me, now));
  if (!taken) return null;
  const since = minutes(taken.takenAt ?? now, now);
  return refuse(
    "taken",
    `${taken.takenBy!.name} took this ${since === 0 ? "just now" : since === 1 ? "a minute ago" : `${since} minutes ago`}. Take it over if you want to answer yourself.`,
  );
}

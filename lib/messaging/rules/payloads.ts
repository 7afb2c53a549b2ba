import { isUuid } from "@/lib/kernel/ids";

export type ButtonAction = "yes" | "maybe" | "no";
/** The quick replies of an invitation, in their order. */
const ACTIONS: readonly ButtonAction[] = ["yes", "maybe", "no"];
const SHORT: Record<ButtonAction, string> = { yes: "y", maybe: "m", no: "n" };

/** What a button carries: version, message, action. The frozen row gives the rest, so an old button keeps its meaning. */
export const encodePayload = (messageId: string, action: ButtonAction): string =>
  `1:${messageId}:${SHORT[action]}`;

export const invitationPayloads = (messageId: string): string[] =>
  ACTIONS.map((action) => encodePayload(messageId, action));

/** What a label means by its place among its template's quick replies; null where it is none of them. */
export const actionOfLabel = (label: string, labels: readonly string[]): ButtonAction | null =>
  ACTIONS[labels.indexOf(label)] ?? null;

/** Reads a payload of any version we ever sent; null for anything else. */
export function decodePayload(payload: string): { messageId: string; action: ButtonAction } | null {
  const [version, messageId, short] = payload.split(":");
  const action = (Object.keys(SHORT) as ButtonAction[]).find((name) => SHORT[name] === short);
  return version === "1" && messageId && isUuid(messageId) && action ? { messageId, action } : null;
}

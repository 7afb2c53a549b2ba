import type { OutgoingContent } from "@/lib/messaging/ports";
import { encodeChoice } from "@/lib/messaging/rules/payloads";
import type { Ask, ChatReply, ChatState, ChatText, OpenFunction, Say, Standing } from "@/lib/rsvp/types";

/** A list holds ten rows; with the one for all of them more functions than this go to the household's page. */
const LISTED_FUNCTIONS = 9;

export interface SaidTo {
  household: string;
  /** The guest's last message that stands as an answer: the provider's id of it. */
  lastAnswer: string | null;
  events: readonly OpenFunction[];
  lines: readonly Standing[];
  state: ChatState;
  /** The household's own page. */
  page: string;
}

export const needsPage = (say: Say): boolean =>
  say.kind === "ask" && say.ask.kind === "functions" && say.ask.events.length > LISTED_FUNCTIONS;

/** What is said back, with the names and numbers it is said with. */
export function replyOf(say: Say, to: SaidTo): ChatReply {
  const names = (ids: readonly string[]) =>
    ids.flatMap((id) => to.events.find((event) => event.eventId === id)?.name ?? []);
  switch (say.kind) {
    case "standing":
      return {
        kind: "standing",
        why: say.why,
        household: to.household,
        lines: to.lines,
        assumed: say.assumed,
        late: names(say.late ?? []),
        askAgainOn: to.state.askAgainOn,
        // Under what was just taken back there is nothing more to take back by a tap.
        ask:
          to.lastAnswer !== null && (say.why === "noted" || say.why === "asked")
            ? { kind: "noted", inboundId: to.lastAnswer }
            : null,
      };
    case "menu":
    case "to_family":
      return { kind: say.kind, household: to.household };
    case "back_in":
      return { kind: "back_in" };
    case "too_late":
      return { kind: "too_late", names: names(say.events) };
    case "ask":
      if (say.ask.kind === "when") return { kind: "ask_when", household: to.household, ask: say.ask };
      if (say.ask.kind === "count")
        return {
          kind: "ask_count",
          names: names(say.ask.events),
          wrong: say.wrong,
          ...(say.wished ? { wished: say.wished } : {}),
          ask: say.ask,
        };
      return {
        kind: "ask_functions",
        names: names(say.ask.events),
        page: needsPage(say) ? to.page : null,
        ask: say.ask,
      };
  }
}

/** A reply as a message leaves; its question is kept with it, so that what hangs under it keeps its meaning. */
export function contentOfReply(
  messageId: string,
  reply: ChatReply,
  text: ChatText,
): OutgoingContent & { ask?: Ask } {
  const ask = "ask" in reply && reply.ask ? { ask: reply.ask } : {};
  const choices = text.choices.map(({ key, title, description }) => ({
    id: encodeChoice(messageId, key),
    title,
    ...(description ? { description } : {}),
  }));
  if (choices.length === 0) return { kind: "text", body: text.body, ...ask };
  if (text.listLabel !== null)
    return { kind: "list", body: text.body, label: text.listLabel, rows: choices, ...ask };
  return {
    kind: "buttons",
    body: text.body,
    buttons: choices.map(({ id, title }) => ({ id, title })),
    ...ask,
  };
}

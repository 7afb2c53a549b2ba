import { type Refusal, refuse } from "@/lib/kernel/result";

/** What a run is for. `answer`: an approved text to one family, where the chat is closed. */
export type RunPurpose = "invitation" | "reminder" | "test" | "change" | "answer" | "thanks";

export type RunState =
  | "draft"
  | "rehearsed"
  | "frozen"
  | "approved"
  | "sending"
  | "paused"
  | "done"
  | "stopped";
export type RunStep = "rehearse" | "freeze" | "approve" | "start" | "pause" | "resume" | "stop" | "finish";

const STEPS: Record<RunStep, { from: readonly RunState[]; to: RunState; otherwise: string }> = {
  rehearse: {
    from: ["draft", "rehearsed"],
    to: "rehearsed",
    otherwise: "This invite is frozen already; what it sends can no longer change.",
  },
  freeze: { from: ["rehearsed"], to: "frozen", otherwise: "Rehearse the invite first." },
  approve: {
    from: ["frozen"],
    to: "approved",
    otherwise: "Freeze the invite first; then it can be approved.",
  },
  start: { from: ["approved"], to: "sending", otherwise: "An invite is sent once, after it was approved." },
  pause: { from: ["sending"], to: "paused", otherwise: "This invite is not being sent now." },
  resume: { from: ["paused"], to: "sending", otherwise: "This invite is not paused." },
  stop: {
    from: ["draft", "rehearsed", "frozen", "approved", "sending", "paused"],
    to: "stopped",
    otherwise: "This invite has ended.",
  },
  finish: { from: ["sending"], to: "done", otherwise: "This invite is not being sent now." },
};

/** The run's state machine: the next state, or why there is none. */
export function nextRunState(
  state: RunState,
  step: RunStep,
): { ok: true; to: RunState } | Refusal<"wrong_state"> {
  const rule = STEPS[step];
  return rule.from.includes(state)
    ? { ok: true, to: rule.to }
    : refuse("wrong_state", rule.otherwise, { state });
}

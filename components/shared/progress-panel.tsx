import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Progress, type ProgressWords } from "@/components/ui/progress";
import type { Tone } from "@/components/ui/tone";
import { cn } from "@/lib/kernel/class-names";

export type WorkState = "waiting" | "running" | "paused" | "done" | "failed";

export type ProgressPanelProps = {
  title: string;
  state: WorkState;
  done: number;
  total: number;
  ratePerMinute?: number;
  secondsLeft?: number;
  /** Running: that one may leave. At the end: what came of it. "1,236 families have it. 4 could not be reached." */
  sentence?: ReactNode;
  actions?: ReactNode;
  asOf?: ReactNode;
  stateWords?: Partial<Record<WorkState, string>>;
  words?: Partial<ProgressWords>;
  locale?: string;
  className?: string;
};

const english: Record<WorkState, string> = {
  waiting: "In line",
  running: "Running",
  paused: "Paused",
  done: "Finished",
  failed: "Stopped",
};

const tones: Record<WorkState, Tone> = {
  waiting: "pending",
  running: "accent",
  paused: "attention",
  done: "yes",
  failed: "failed",
};

const bars = {
  waiting: "accent",
  running: "accent",
  paused: "attention",
  done: "yes",
  failed: "failed",
} as const;

export function ProgressPanel(props: ProgressPanelProps) {
  const { title, state, done, total, sentence, actions, asOf } = props;
  const moving = state === "running";
  return (
    <section className={cn("rounded-md border border-line bg-surface p-4 sm:p-6", props.className)}>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-semibold text-lg">{title}</h2>
        <Badge tone={tones[state]}>{props.stateWords?.[state] ?? english[state]}</Badge>
        {asOf ? <span className="ms-auto">{asOf}</span> : null}
      </div>
      <Progress
        label={title}
        labelHidden
        done={done}
        total={total}
        tone={bars[state]}
        words={props.words}
        locale={props.locale}
        {...(moving ? { ratePerMinute: props.ratePerMinute, secondsLeft: props.secondsLeft } : {})}
      />
      {sentence ? (
        <p className="mt-3" role={state === "done" || state === "failed" ? "status" : undefined}>
          {sentence}
        </p>
      ) : null}
      {actions ? <div className="mt-4 flex flex-wrap gap-2">{actions}</div> : null}
    </section>
  );
}

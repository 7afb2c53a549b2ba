import type { Tone } from "@/components/ui/tone";

export const batchStates: Record<string, { label: string; tone: Tone }> = {
  reading: { label: "Being read", tone: "accent" },
  staged: { label: "Waiting for you", tone: "attention" },
  committing: { label: "Being added", tone: "accent" },
  done: { label: "Added", tone: "yes" },
  failed: { label: "Could not be read", tone: "failed" },
};

export type BatchStatus = {
  id: string;
  fileName: string;
  state: string;
  bytes: number;
  bytesRead: number;
  rowsRead: number;
  rowsDone: number;
  outcomes: { ready: number; refused: number; created: number; matched: number; conflict: number };
};

import type { Tone } from "@/components/ui/tone";

export const batchStates: Record<string, { label: string; tone: Tone }> = {
  reading: { label: "Being read", tone: "accent" },
  mapping: { label: "Its columns are unclear", tone: "attention" },
  staged: { label: "Waiting for you", tone: "attention" },
  committing: { label: "Being added", tone: "accent" },
  done: { label: "Added", tone: "yes" },
  undoing: { label: "Being taken back", tone: "accent" },
  undone: { label: "Taken back", tone: "neutral" },
  discarded: { label: "Thrown away", tone: "neutral" },
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
  outcomes: {
    ready: number;
    refused: number;
    created: number;
    matched: number;
    conflict: number;
    remembered: number;
    undone: number;
  };
};

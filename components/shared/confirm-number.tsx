"use client";

import { families, fill, type Noun } from "@/components/shared/fill-words";
import { ConfirmDialog, type ConfirmDialogProps } from "@/components/ui/confirm-dialog";

export type ConfirmNumberProps = Omit<ConfirmDialogProps, "typeNumber" | "typeNumberLabel"> & {
  /** How many households the act will reach. */
  count: number;
  /** Above this many, the number has to be typed. */
  above?: number;
  noun?: Noun;
  /** `{n}` and `{noun}` stand for the values. */
  numberLabel?: string;
};

/** For sending: a slip of the finger reaches a hundred families at most. */
export function ConfirmNumber(props: ConfirmNumberProps) {
  const { count, above = 100, noun = families, numberLabel, ...rest } = props;
  const words = numberLabel ?? "To go on, type the number of {noun}: {n}";
  return (
    <ConfirmDialog
      {...rest}
      {...(count > above
        ? {
            typeNumber: count,
            typeNumberLabel: fill(words, { n: count.toLocaleString("en-IN"), noun: noun.many }),
          }
        : {})}
    />
  );
}

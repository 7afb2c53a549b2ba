"use client";

import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

export type FormDialogProps = {
  title: ReactNode;
  sentence: ReactNode;
  trigger: ReactElement;
  saveLabel: string;
  busy: boolean;
  /** Before it is shown: the form begins anew. */
  onOpen: () => void;
  /** Closes on nothing; stays open with the words it comes back with. */
  onSave: () => Promise<string | undefined> | string | undefined;
  children: ReactNode;
};

/** A form in a dialog: saved by its button or Enter, closed when it went well, with the reason beside it when not. */
export function FormDialog(props: FormDialogProps) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const id = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (props.busy) return;
    setError(undefined);
    const words = await props.onSave();
    if (words) setError(words);
    else setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (next) props.onOpen();
        setError(undefined);
        setOpen(next);
      }}
      keepOpenOnOutsideClick
      title={props.title}
      sentence={props.sentence}
      trigger={props.trigger}
      problem={error}
      footer={
        <>
          <DialogClose>Go back</DialogClose>
          <Button type="submit" form={id} variant="primary" loading={props.busy}>
            {props.saveLabel}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={(event) => void save(event)} className="grid gap-5">
        {props.children}
      </form>
    </Dialog>
  );
}

"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { Info } from "lucide-react";
import {
  type CSSProperties,
  type ReactElement,
  type ReactNode,
  useRef,
  useState,
  useTransition,
} from "react";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { FieldError } from "@/components/ui/field-parts";
import { backdropLook, sheetLook } from "@/components/ui/popup-look";
import { TypedNumber } from "@/components/ui/typed-number";

/** What the act came back with: nothing when it went well, or words for the reader when not. */
export type ConfirmResult = undefined | { error?: string };

export type ConfirmDialogProps = {
  title: ReactNode;
  /** One sentence: what will happen, and to whom. "412 families get the Sangeet invitation now." */
  sentence: ReactNode;
  /** Whether it can be undone, in words. */
  undo?: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "normal" | "danger";
  /** The number that must be typed before the button works. */
  typeNumber?: number;
  typeNumberLabel?: string;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  onConfirm?: () => ConfirmResult | Promise<ConfirmResult>;
  /** A server action instead of `onConfirm`; gets `fields` as form data. */
  action?: (data: FormData) => Promise<ConfirmResult>;
  fields?: Record<string, string>;
  failedWords?: string;
  children?: ReactNode;
};

// Only the server knows whether it happened: an answer can get lost on its way back. Never ask for a blind retry.
const failed = "We could not tell whether this went through. Reload the page to see before you try again.";

function useConfirm(props: ConfirmDialogProps) {
  const [own, setOwn] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const open = props.open ?? own;
  const setOpen = (next: boolean) => {
    if (pending) return;
    setError(undefined);
    setOwn(next);
    props.onOpenChange?.(next);
  };
  const run = () =>
    start(async () => {
      try {
        const data = new FormData();
        for (const [key, value] of Object.entries(props.fields ?? {})) data.set(key, value);
        const result = await (props.action ? props.action(data) : props.onConfirm?.());
        if (result?.error) return setError(result.error);
        setOwn(false);
        props.onOpenChange?.(false);
      } catch (thrown) {
        // A redirect of a server action arrives as a throw, and must go on its way.
        if (thrown instanceof Error && "digest" in thrown && String(thrown.digest).startsWith("NEXT_"))
          throw thrown;
        setError(props.failedWords ?? failed);
      }
    });
  return { open, setOpen, error, pending, run };
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, setOpen, error, pending, run } = useConfirm(props);
  const [matches, setMatches] = useState(false);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const gated = props.typeNumber !== undefined;
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      {props.trigger ? <Base.Trigger render={props.trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Popup
          className={sheetLook}
          style={{ "--sheet-width": "28rem" } as CSSProperties}
          initialFocus={gated ? true : cancelRef}
        >
          <form
            className="flex min-h-0 flex-col"
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              if (!pending && (!gated || matches)) run();
            }}
          >
            <div className="min-h-0 overflow-y-auto px-4 pt-5 pb-4 sm:px-6 sm:pt-6">
              <Base.Title className="font-semibold text-lg">{props.title}</Base.Title>
              <Base.Description className="mt-2">{props.sentence}</Base.Description>
              {props.undo ? (
                <p className="mt-3 flex items-start gap-2 text-muted text-sm">
                  <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                  <span>{props.undo}</span>
                </p>
              ) : null}
              {props.children ? <div className="mt-4">{props.children}</div> : null}
              {props.typeNumber === undefined ? null : (
                <TypedNumber
                  className="mt-4"
                  number={props.typeNumber}
                  label={props.typeNumberLabel}
                  onMatch={setMatches}
                />
              )}
              <FieldError id="confirm-error">{error}</FieldError>
            </div>
            <footer className="flex flex-col-reverse gap-3 border-line border-t px-4 py-3 sm:flex-row sm:justify-end sm:px-6 sm:py-4">
              <Base.Close ref={cancelRef} disabled={pending} className={buttonLook()}>
                {props.cancelLabel ?? "Go back"}
              </Base.Close>
              <Button
                type="submit"
                variant={props.tone === "danger" ? "danger" : "primary"}
                loading={pending}
                disabled={gated && !matches}
              >
                {props.confirmLabel}
              </Button>
            </footer>
          </form>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

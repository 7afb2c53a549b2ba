"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type CSSProperties, type ReactElement, type ReactNode, useEffect, useId } from "react";
import { buttonLook } from "@/components/ui/button-look";
import { FieldError } from "@/components/ui/field-parts";
import { backdropLook, sheetLook } from "@/components/ui/popup-look";
import { isSlip, useUnsavedWords } from "@/components/ui/unsaved-words";
import { cn } from "@/lib/kernel/class-names";

export type DialogProps = {
  title: ReactNode;
  /** One sentence under the title. */
  sentence?: ReactNode;
  /** An element such as <Button>; leave it out when `open` is yours. */
  trigger?: ReactElement;
  open?: boolean;
  defaultOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Stays in sight while the body scrolls. */
  footer?: ReactNode;
  /** Why it did not work: in sight over the buttons, however long the body is. */
  problem?: ReactNode;
  width?: "sm" | "md" | "lg";
  closeLabel?: string;
  /** A click beside it does not close it: for forms with typed words in them. */
  keepOpenOnOutsideClick?: boolean;
  children?: ReactNode;
  className?: string;
};

const widths = { sm: "26rem", md: "32rem", lg: "46rem" };

export function Dialog(props: DialogProps) {
  const { title, sentence, trigger, footer, width = "md", closeLabel = "Close", children } = props;
  const words = useUnsavedWords();
  const problemId = useId();
  const { forget } = words;
  // Whoever closes it by `open` asks nobody.
  useEffect(() => {
    if (props.open === false) forget();
  }, [props.open, forget]);
  return (
    <Base.Root
      {...(props.open === undefined ? {} : { open: props.open })}
      defaultOpen={props.defaultOpen}
      disablePointerDismissal={props.keepOpenOnOutsideClick}
      onOpenChange={(open, why) => {
        if (!open && isSlip(why.reason) && words.holdUp(why.reason, why.event)) return why.cancel();
        forget();
        props.onOpenChange?.(open);
      }}
    >
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Popup
          {...words.watch}
          className={sheetLook}
          style={{ "--sheet-width": widths[width] } as CSSProperties}
        >
          <header className="flex items-start gap-3 px-4 pt-4 sm:px-6 sm:pt-5">
            <div className="min-w-0 flex-1 pe-10">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {sentence ? <Base.Description className="mt-1 text-muted">{sentence}</Base.Description> : null}
            </div>
          </header>
          <div className={cn("min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6 sm:py-5", props.className)}>
            {children}
          </div>
          {words.notice}
          {props.problem ? (
            <div className="px-4 pb-3 sm:px-6">
              <FieldError id={problemId}>{props.problem}</FieldError>
            </div>
          ) : null}
          {footer ? (
            <footer className="flex flex-col-reverse gap-3 border-line border-t px-4 py-3 sm:flex-row sm:justify-end sm:px-6 sm:py-4">
              {footer}
            </footer>
          ) : null}
          {/* Last in order, so that the focus begins at the first field and not at the way out. */}
          <DialogClose aria-label={closeLabel} className="absolute end-2 top-2" variant="quiet" size="icon">
            <X aria-hidden="true" />
          </DialogClose>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export type DialogCloseProps = {
  children: ReactNode;
  className?: string;
  "aria-label"?: string;
  variant?: "primary" | "secondary" | "quiet";
  size?: "sm" | "md" | "icon";
  onClick?: () => void;
};

export function DialogClose({ variant, size, className, onClick, ...rest }: DialogCloseProps) {
  return (
    <Base.Close
      {...rest}
      onClick={() => onClick?.()}
      className={cn(buttonLook({ variant, size }), className)}
    />
  );
}

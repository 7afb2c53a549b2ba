import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/kernel/class-names";

export type CardProps = ComponentProps<"section">;

export function Card({ className, ...rest }: CardProps) {
  return <section className={cn("min-w-0 rounded-md border border-line bg-surface", className)} {...rest} />;
}

export type CardHeaderProps = {
  title: ReactNode;
  id?: string;
  sentence?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
};

export function CardHeader({ title, id, sentence, actions, level = 2 }: CardHeaderProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
      <div className="min-w-0">
        <Heading id={id} className={level === 2 ? "font-semibold text-lg" : "font-semibold text-base"}>
          {title}
        </Heading>
        {sentence ? <p className="mt-1 text-muted text-sm">{sentence}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("p-4 sm:px-6 sm:py-5", className)} {...rest} />;
}

export function CardFooter({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex flex-wrap items-center gap-3 border-line border-t px-4 py-3 sm:px-6", className)}
      {...rest}
    />
  );
}

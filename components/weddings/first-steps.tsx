"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { cn } from "@/lib/kernel/class-names";

export type FirstStep = {
  key: string;
  title: string;
  sentence: string;
  done: boolean;
  skipped: boolean;
  href: string;
  action: string;
  /** Left out where this role may not do it. */
  mayDo: boolean;
};

export type FirstStepsProps = { weddingId: string; steps: readonly FirstStep[] };

const YEAR = 31_536_000;

/** The way to the first answer: four steps, each with its state. What is skipped is kept in a cookie of this device. */
export function FirstSteps({ weddingId, steps }: FirstStepsProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const open = steps.filter((step) => !step.done && !step.skipped);
  const next = open.find((step) => step.mayDo);
  const remember = (keys: readonly string[]) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and older Safari
    document.cookie = `first-run-${weddingId}=${keys.join(".")}; path=/; max-age=${YEAR}; samesite=lax`;
    start(() => router.refresh());
  };
  const skipped = steps.filter((step) => step.skipped).map((step) => step.key);
  if (open.length === 0) return null;
  return (
    <section
      aria-labelledby="first-steps"
      className="mb-8 rounded-md border border-line bg-surface p-4 sm:p-6"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="first-steps" className="font-semibold text-lg">
          {open.length === 1 ? "One step" : `${open.length} steps`} to the first answer
        </h2>
        <Button
          variant="quiet"
          size="sm"
          className="-ms-3 sm:ms-0"
          disabled={pending}
          onClick={() => remember(steps.map((step) => step.key))}
        >
          Skip them all
        </Button>
      </div>
      <ol className="mt-2 divide-y divide-line">
        {steps.map((step, index) => (
          <li key={step.key} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <span
              className={cn(
                "flex size-8 shrink-0 items-center justify-center rounded-full border font-semibold text-sm",
                step.done ? "border-transparent bg-leaf-soft text-leaf-ink" : "border-line-strong text-muted",
              )}
            >
              {step.done ? <Check aria-hidden="true" strokeWidth={3} className="size-4" /> : index + 1}
            </span>
            <span className="min-w-0 flex-1 basis-48">
              <span className={cn("block font-medium", (step.done || step.skipped) && "text-muted")}>
                {step.done ? (
                  <Link href={step.href} className="hit-area text-muted underline underline-offset-4">
                    {step.title}
                  </Link>
                ) : (
                  step.title
                )}
                <span className="sr-only">
                  {step.done ? ", done" : step.skipped ? ", skipped" : ", to do"}
                </span>
              </span>
              <span className="block text-muted text-sm">
                {step.skipped && !step.done ? "Skipped" : step.sentence}
              </span>
            </span>
            {step.done || step.skipped ? null : (
              <span className="flex w-full flex-wrap gap-2 ps-12 sm:w-auto sm:ps-0">
                {step.mayDo ? (
                  <LinkButton href={step.href} variant={step === next ? "primary" : "secondary"}>
                    {step.action}
                  </LinkButton>
                ) : null}
                <Button
                  variant="quiet"
                  disabled={pending}
                  aria-label={`Skip: ${step.title}`}
                  onClick={() => remember([...skipped, step.key])}
                >
                  Skip
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

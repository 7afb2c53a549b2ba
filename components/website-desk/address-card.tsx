"use client";

import { useEffect, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import { type SlugState, useSlugCheck } from "@/components/website-desk/use-slug-check";

export type AddressCardProps = {
  weddingId: string;
  slug: string;
  earlierSlugs: readonly string[];
  /** "https://example.com/w/" */
  base: string;
  version: () => number;
  moved: (version: number) => void;
  flush: () => Promise<boolean>;
};

const SAID: Record<SlugState, string> = {
  own: "This is your address.",
  checking: "Looking whether it is free",
  free: "This address is free.",
  taken: "Another wedding has this address. Please choose another.",
  earlier: "You had this address before; it can be yours again.",
  unknown: "Whether it is free shows when you save it.",
};

/** Where the website is: readable, said on the phone, kept for good. */
export function AddressCard(props: AddressCardProps) {
  const { weddingId, slug, earlierSlugs, base } = props;
  const { run, busy } = useCommand(weddingId);
  const [text, setText] = useState(slug);
  const [refused, setRefused] = useState<string>();
  // Changed elsewhere, or taken back.
  useEffect(() => setText(slug), [slug]);
  const typed = text.trim().toLowerCase();
  const check = useSlugCheck(weddingId, typed, slug, earlierSlugs);
  const trouble = refused ?? check.problem ?? (check.state === "taken" ? SAID.taken : undefined);

  const save = async () => {
    if (!(await props.flush()))
      return setRefused("Your last words could not be saved. Look at the form first.");
    const done = await run<{ version: number; undo: { command: string; input: unknown } }>(
      "website.set-slug",
      {
        version: props.version(),
        slug: typed,
      },
    );
    if (!done.ok) return setRefused(done.message);
    props.moved(done.value.version);
    notify.done("The website has a new address", {
      more: "The one before leads to it.",
      undo: async () => {
        const back = await run<{ version: number }>(done.value.undo.command, done.value.undo.input);
        if (back.ok) props.moved(back.value.version);
        else notify.failed(back.message);
      },
    });
  };

  return (
    <Card aria-labelledby="desk-address">
      <CardHeader
        id="desk-address"
        title="Address"
        sentence="Short enough to be read out on the phone. It stays yours: an earlier one goes on leading here."
      />
      <CardBody>
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (!busy && !check.problem && typed !== slug) void save();
          }}
        >
          <TextField
            label="Address of the website"
            name="slug"
            prefix={
              <span className="max-w-36 truncate sm:max-w-none">{base.replace(/^https?:\/\//, "")}</span>
            }
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setRefused(undefined);
            }}
            {...(trouble ? { error: trouble } : {})}
          />
          <p role="status" className="-mt-2 text-muted text-sm">
            {trouble ? "" : SAID[check.state]}
          </p>
          {typed === slug ? null : (
            <div className="flex flex-wrap gap-3">
              <Button
                type="submit"
                variant="primary"
                loading={busy}
                loadingText="Saving"
                disabled={Boolean(check.problem) || check.state === "taken"}
              >
                Take this address
              </Button>
              <Button variant="quiet" onClick={() => setText(slug)}>
                Keep the one you have
              </Button>
            </div>
          )}
          {earlierSlugs.length > 0 ? (
            <p className="text-muted text-sm">Also leading here: {earlierSlugs.join(", ")}</p>
          ) : null}
        </form>
      </CardBody>
    </Card>
  );
}

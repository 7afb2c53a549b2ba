"use client";

import { useRef, useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import { useSlugCheck } from "@/components/website-desk/use-slug-check";

export type MakeSiteProps = {
  weddingId: string;
  /** Made of the wedding's name, and free as far as we know; null where none could be. */
  suggested: string | null;
  base: string;
};

/** One button where an address can be made of the names; else it is asked for. */
export function MakeSite({ weddingId, suggested, base }: MakeSiteProps) {
  const { run, busy } = useCommand(weddingId);
  const [asking, setAsking] = useState(false);
  const [slug, setSlug] = useState(suggested ?? "");
  const [refused, setRefused] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const typed = slug.trim().toLowerCase();
  const check = useSlugCheck(weddingId, asking ? typed : "", null);
  const trouble =
    refused ??
    (typed ? check.problem : undefined) ??
    (check.state === "taken" ? "Another wedding has this address. Please choose another." : undefined);

  const make = async (wanted: string) => {
    setRefused(undefined);
    const done = await run("website.create", { slug: wanted });
    if (done.ok) {
      setAsking(false);
      return void notify.done("The website is begun", { more: "Nobody sees it until you publish it." });
    }
    setRefused(done.message);
    setAsking(true);
    field.current?.focus();
  };

  return (
    <>
      <Button
        variant="primary"
        loading={busy && !asking}
        loadingText="One moment"
        onClick={() => (suggested ? void make(suggested) : setAsking(true))}
      >
        Make the website
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        keepOpenOnOutsideClick
        title="Which address shall it have?"
        sentence="It can be changed later; the first one goes on leading to it."
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Go back</Button>
            <Button type="submit" form="make-site" variant="primary" loading={busy} loadingText="One moment">
              Make the website
            </Button>
          </>
        }
      >
        <form
          id="make-site"
          noValidate
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (!busy) void make(typed);
          }}
        >
          <TextField
            ref={field}
            label="Address of the website"
            prefix={
              <span className="max-w-32 truncate sm:max-w-none">{base.replace(/^https?:\/\//, "")}</span>
            }
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={slug}
            help={check.state === "free" ? "This address is free." : "For example: anjali-rohan"}
            onChange={(event) => {
              setSlug(event.target.value);
              setRefused(undefined);
            }}
            {...(trouble ? { error: trouble } : {})}
          />
        </form>
      </Dialog>
    </>
  );
}

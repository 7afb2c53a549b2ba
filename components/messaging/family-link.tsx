"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { CopyField } from "@/components/exports/copy-field";
import { RenewLink } from "@/components/messaging/renew-link";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { FieldError } from "@/components/ui/field-parts";

export type FamilyLinkProps = { weddingId: string; unitId: string; name: string };

/** A family's own page: its address for whoever passes it on by hand, what they see there, and a way to close it. */
export function FamilyLink({ weddingId, unitId, name }: FamilyLinkProps) {
  const { run, busy } = useCommand(weddingId);
  const [address, setAddress] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const show = async () => {
    setRefused(undefined);
    const done = await run<{ address: string }>("messaging.show-guest-link", { unitId });
    if (done.ok) setAddress(done.value.address);
    else setRefused(done.message);
  };
  return (
    <div className="grid gap-4">
      {address ? (
        <>
          <CopyField
            label={`The link of ${name}`}
            value={address}
            help="It opens without a password: give it to this family alone."
          />
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className={`${buttonLook({})} justify-self-start no-underline`}
          >
            <ExternalLink aria-hidden="true" />
            Open it as they see it
            <span className="sr-only">, in a new tab</span>
          </a>
          <p className="text-muted text-sm">
            What you answer there counts as this family’s own answer. Looking changes nothing.
          </p>
        </>
      ) : (
        <Button
          className="justify-self-start"
          loading={busy}
          loadingText="One moment"
          onClick={() => void show()}
        >
          Show the link
        </Button>
      )}
      <FieldError id="family-link-error">{refused}</FieldError>
      <div className="-mx-3 -mb-2 flex">
        <RenewLink weddingId={weddingId} unitId={unitId} name={name} onClosed={() => setAddress(undefined)} />
      </div>
    </div>
  );
}

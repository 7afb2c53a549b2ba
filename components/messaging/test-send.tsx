"use client";

import { FlaskConical, X } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/guests/form-dialog";
import { GuestPicker, hitId } from "@/components/guests/guest-picker";
import { familiesWords } from "@/components/guests/words";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { notify } from "@/components/ui/toaster";
import type { GuestHit } from "@/lib/guests/queries/search";

const MOST = 5;

/** The real message to a few families of one's own, before everybody gets it. */
export function TestSend({ weddingId, runId }: { weddingId: string; runId: string }) {
  const { run, busy } = useCommand(weddingId);
  const [chosen, setChosen] = useState<readonly GuestHit[]>([]);
  const [sent, setSent] = useState<string>();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <FormDialog
        title="Send it to yourselves first"
        sentence={`Choose up to ${MOST} families of your own. They get the message as it is, with their own functions; they can still be invited afterwards.`}
        trigger={
          <Button>
            <FlaskConical aria-hidden="true" />
            Send a test
          </Button>
        }
        saveLabel={chosen.length === 0 ? "Send the test" : `Send to ${familiesWords(chosen.length)}`}
        busy={busy}
        onOpen={() => setChosen([])}
        onSave={async () => {
          if (chosen.length === 0) return "Choose at least one family.";
          const id = crypto.randomUUID();
          const done = await run<{ recipients: number; blocked: number }>("messaging.test-run", {
            id,
            runId,
            units: chosen.map((one) => one.unitId),
          });
          if (!done.ok) return done.message;
          setSent(id);
          notify.done("The test is on its way", {
            more:
              done.value.blocked > 0
                ? `${done.value.blocked} of them cannot be written to; the test says why.`
                : "Look at your phones.",
          });
          return undefined;
        }}
      >
        {chosen.length > 0 ? (
          <ul className="flex flex-wrap gap-2">
            {chosen.map((one) => (
              <li key={hitId(one)}>
                <Button
                  size="sm"
                  aria-label={`Leave out ${one.name}`}
                  onClick={() => setChosen(chosen.filter((other) => hitId(other) !== hitId(one)))}
                >
                  {one.name}
                  <X aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {chosen.length < MOST ? (
          <GuestPicker
            weddingId={weddingId}
            of="families"
            label="Which family"
            legend="Families found"
            without={chosen.map(hitId)}
            value={undefined}
            onChange={(hit) => {
              if (hit) setChosen([...chosen, hit]);
            }}
          />
        ) : null}
      </FormDialog>
      {sent ? (
        <Link
          href={`/weddings/${weddingId}/runs/${sent}`}
          className="hit-area text-sm underline underline-offset-4"
        >
          See how the test does
        </Link>
      ) : null}
    </div>
  );
}

"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { AsOf } from "@/components/shared/as-of";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FieldError } from "@/components/ui/field-parts";
import { cn } from "@/lib/kernel/class-names";

export type GoogleAccount = { id: string; email: string; state: string; syncedAt: string | null };

const CAME_BACK: Record<string, string> = {
  refused: "Google did not get your permission, so nothing was read. You can connect whenever you like.",
  failed: "Connecting to Google did not work. Nothing was read; please try again.",
};

/** The address books of the person who looks: connect, read again, forget. */
export function GoogleCard({
  weddingId,
  accounts,
}: {
  weddingId: string;
  accounts: readonly GoogleAccount[];
}) {
  const cameBack = CAME_BACK[useSearchParams().get("google") ?? ""];
  const connect = `/api/weddings/${weddingId}/google/start`;
  return (
    <div className="mt-10 max-w-2xl">
      <Card>
        <CardHeader
          title="Google Contacts"
          sentence="We read the contacts of an account and change nothing there. You look at the rows before anything is added."
        />
        <CardBody className="grid gap-4">
          {cameBack ? <p role="alert">{cameBack}</p> : null}
          {accounts.length === 0 ? (
            <p className="text-muted text-sm">Google asks you first, on its own page.</p>
          ) : null}
          {accounts.map((account) => (
            <Account key={account.id} weddingId={weddingId} account={account} />
          ))}
        </CardBody>
        <CardFooter>
          <a
            href={connect}
            className={cn(buttonLook(accounts.length === 0 ? { variant: "primary" } : {}), "no-underline")}
          >
            {accounts.length === 0 ? "Connect Google Contacts" : "Connect another account"}
          </a>
        </CardFooter>
      </Card>
    </div>
  );
}

function Account({ weddingId, account }: { weddingId: string; account: GoogleAccount }) {
  const router = useRouter();
  const { run } = useCommand(weddingId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const connected = account.state === "connected";

  const sync = async () => {
    setError(undefined);
    setBusy(true);
    const done = await askSync(weddingId, account.id);
    if (done.batchId) return router.push(`/weddings/${weddingId}/guests/import/${done.batchId}`);
    setBusy(false);
    setError(done.message);
  };

  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0">
        <p className="break-words font-medium">{account.email}</p>
        {connected && account.syncedAt ? <AsOf at={account.syncedAt} words={{ counted: "Read at" }} /> : null}
        {connected && !account.syncedAt ? (
          <p className="text-muted text-sm">Not read to its end yet</p>
        ) : null}
        {connected ? null : (
          <p className="text-muted text-sm">Not connected any more; connect it again below</p>
        )}
        <FieldError id={`google-${account.id}`}>{error}</FieldError>
      </div>
      {connected ? (
        <div className="flex flex-wrap gap-2">
          <Button loading={busy} loadingText="Starting" onClick={() => void sync()}>
            Read again
          </Button>
          <ConfirmDialog
            title="Disconnect this account?"
            sentence={`We forget the permission to read the contacts of ${account.email}.`}
            undo="Lists that came of it stay, and you can connect it again. You can also remove our access in your Google account."
            confirmLabel="Disconnect"
            onConfirm={async () => {
              const done = await run("imports.disconnect-account", { accountId: account.id });
              return done.ok ? undefined : { error: done.message };
            }}
            trigger={<Button>Disconnect</Button>}
          />
        </div>
      ) : null}
    </div>
  );
}

async function askSync(weddingId: string, accountId: string): Promise<{ batchId?: string; message: string }> {
  const message = "That did not work. Please try again in a moment.";
  try {
    const answer = await fetch(`/api/weddings/${weddingId}/google/sync`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ accountId }),
    });
    const body = (await answer.json()) as { batchId?: string; title?: string };
    return answer.ok ? { ...body, message } : { message: body.title ?? message };
  } catch {
    return { message };
  }
}

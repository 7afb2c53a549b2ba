"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type RoleChoice, RoleFields } from "@/components/access/role-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";

const FIRST: RoleChoice = { role: "admin", side: "all" };

export function AddMember({ weddingId, known }: { weddingId: string; known: readonly string[] }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [email, setEmail] = useState("");
  const [choice, setChoice] = useState<RoleChoice>(FIRST);
  const [error, setError] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const address = email.trim().toLowerCase();
    if (busy) return;
    if (known.includes(address)) return setError("This address is in the team already.");
    setBusy(true);
    setError(undefined);
    try {
      const answer = await fetch(`/api/weddings/${weddingId}/team`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: address, ...choice }),
      });
      const body = (await answer.json()) as { title?: string; mailed?: boolean };
      if (!answer.ok) return setError(body.title ?? "This did not work. Please try again.");
      setOpen(false);
      setEmail("");
      setChoice(FIRST);
      notify.done(`${address} is in the team.`, {
        more: body.mailed
          ? "A mail tells them how to sign in."
          : "The mail could not be sent. Tell them to sign in with this address.",
      });
      router.refresh();
    } catch {
      setError("There is no connection at the moment. Please try again.");
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      keepOpenOnOutsideClick
      title="Add somebody to the team"
      sentence="They sign in with this address; no password is needed."
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden="true" />
          Add somebody
        </Button>
      }
      footer={
        <Button type="submit" form="add-member" variant="primary" loading={busy} loadingText="Adding">
          Add to the team
        </Button>
      }
    >
      <form id="add-member" noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label="E-mail address"
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          {...(error ? { error } : {})}
        />
        <RoleFields value={choice} onChange={setChoice} />
      </form>
    </Dialog>
  );
}

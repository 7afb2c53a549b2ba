"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

/** Jobs that were tried as often as it makes sense, and the way back for them. */
export function Redrive({ waiting }: { waiting: number }) {
  const router = useRouter();
  const redrive = async () => {
    const answer = await fetch("/api/admin/redrive", { method: "POST" });
    if (!answer.ok) return { error: "That did not work. Look at the log, and try again." };
    const { moved } = (await answer.json()) as { moved: number };
    notify.done(`${moved.toLocaleString("en-IN")} jobs are tried again`);
    router.refresh();
    return undefined;
  };
  return (
    <section aria-labelledby="dead">
      <h2 id="dead" className="mb-3 font-semibold text-lg">
        Given up
      </h2>
      {waiting === 0 ? (
        <p className="text-muted">No job has been given up.</p>
      ) : (
        <div className="grid justify-items-start gap-3">
          <p>
            {waiting.toLocaleString("en-IN")} {waiting === 1 ? "job was" : "jobs were"} tried as often as it
            makes sense. Their log lines carry the job’s id and the reason.
          </p>
          <ConfirmDialog
            title="Try the given-up jobs again"
            sentence="Each goes back to its queue and is tried from the beginning. No message is sent twice by this: messages are not jobs."
            undo="What fails again comes back here."
            confirmLabel="Try them again"
            onConfirm={redrive}
            trigger={<Button>Try them again</Button>}
          />
        </div>
      )}
    </section>
  );
}

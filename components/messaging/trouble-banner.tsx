import { CircleAlert } from "lucide-react";
import { Link } from "@/components/ui/link";

export type Trouble = {
  senderId: string;
  name: string;
  title: string;
  todo: string;
  severity: "stop" | "care";
};

/** What is wrong with a sending number, on every page until it is mended. */
export function TroubleBanner({ weddingId, troubles }: { weddingId: string; troubles: readonly Trouble[] }) {
  return troubles.map((one) => (
    <aside
      key={one.senderId}
      data-print="hide"
      aria-label={`The number ${one.name}`}
      className={`mb-6 flex items-start gap-3 rounded-md border p-4 ${one.severity === "stop" ? "border-rose-ink/40 text-rose-ink" : "border-amber-ink/40 text-amber-ink"}`}
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">
          {one.name}: {one.title}
        </p>
        <p className="mt-1 max-w-prose text-ink text-sm">
          {one.todo}{" "}
          <Link href={`/weddings/${weddingId}/runs/senders`} className="underline underline-offset-4">
            Numbers and messages
          </Link>
        </p>
      </div>
    </aside>
  ));
}

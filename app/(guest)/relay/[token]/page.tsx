import type { Metadata } from "next";
import { familiesWords } from "@/components/guests/words";
import { RelayList } from "@/components/messaging/relay-list";
import { loadRelayPage } from "@/lib/messaging/loaders/relay";

export const metadata: Metadata = { title: "Messages to send", robots: { index: false, follow: false } };

const SAID: Record<string, string> = {
  sent: "Noted: it is sent.",
  unreachable: "Noted: this number is not on WhatsApp. The family knows now.",
  not_sent: "Noted: it can be sent later.",
  not_open: "That message is not to be sent any more.",
  not_now: "That message cannot be opened again now. If you have sent it, tap Sent.",
  settled_already: "That message was settled already.",
};

function headingOf(open: number, calledOff: number): string {
  if (open > 0) return `${familiesWords(open)} to write to`;
  return calledOff > 0
    ? `The family has stopped this. ${familiesWords(calledOff)} ${calledOff === 1 ? "gets" : "get"} no message`
    : "All done. Thank you";
}

/** A relative's list: whom they write to from their own phone, one tap a family. */
export default async function RelayPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ said?: string }>;
}) {
  const { token } = await params;
  const { sender, wedding, messages, calledOff } = await loadRelayPage(token);
  const said = SAID[(await searchParams).said ?? ""];
  const open = messages.filter((one) => one.state === "queued" || one.state === "calling");
  const over = messages.filter((one) => !open.includes(one));
  return (
    <main id="main" className="mx-auto max-w-xl px-4 pt-6 pb-16 sm:px-6">
      <p className="text-muted text-sm">{wedding}</p>
      <h1 className="mt-1 font-semibold text-xl">{headingOf(open.length, calledOff)}</h1>
      <p className="mt-2 text-muted">
        For {sender}. “Open in WhatsApp” writes the message for you; you send it there, come back, and say
        that it went out. Each family has a link of its own, so please do not forward one to another.
      </p>
      {said ? (
        <p role="status" className="mt-4 rounded-md border border-line-strong p-3">
          {said}
        </p>
      ) : null}
      <div className="mt-6 grid gap-8">
        {open.length > 0 ? <RelayList token={token} messages={open} /> : null}
        {over.length > 0 ? (
          <section className="grid gap-3">
            <h2 className="font-semibold text-lg">Done, {over.length}</h2>
            <RelayList token={token} messages={over} />
          </section>
        ) : null}
      </div>
    </main>
  );
}

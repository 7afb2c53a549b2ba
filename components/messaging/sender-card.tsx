"use client";

import { RotateCw } from "lucide-react";
import { useUndoable } from "@/components/guests/use-undoable";
import { countryWords } from "@/components/messaging/cost-words";
import { DisconnectSender } from "@/components/messaging/disconnect-sender";
import { RelayLink } from "@/components/messaging/relay-link";
import { TemplateList } from "@/components/messaging/template-list";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";

type Template = React.ComponentProps<typeof TemplateList>["templates"][number];
export type SenderCardProps = {
  weddingId: string;
  zone: string;
  may: { connect: boolean; resume: boolean; send: boolean };
  sender: {
    id: string;
    provider: "meta" | "twilio" | "wa_link";
    label: string | null;
    displayNumber: string;
    state: string;
    /** It answers whoever writes, though it may write to nobody first. */
    answers: boolean;
    quality: string | null;
    dailyLimit: number | null;
    usedToday: number;
    blockedCountries: readonly string[];
    ratePerSecond: number;
    checkedAt: string | null;
    listUntil: string | null;
    advice: {
      title: string;
      todo: string;
      severity: "stop" | "care";
      until: string | null;
      settled: boolean;
    } | null;
    templates: readonly Template[];
  };
};

const PROVIDERS = { meta: "WhatsApp Business", twilio: "Twilio", wa_link: "A relative’s own phone" };
const QUALITY: Record<string, string> = {
  GREEN: "Guests like it",
  YELLOW: "Some guests complain",
  RED: "Many guests complain",
};

const n = (value: number) => value.toLocaleString("en-IN");

/** One number: how it does, what to do, and what may be sent from it. */
export function SenderCard({ weddingId, zone, may, sender }: SenderCardProps) {
  const { run, busy } = useCommand(weddingId);
  const { act } = useUndoable(weddingId);
  const relay = sender.provider === "wa_link";
  const refresh = async () => {
    const done = await run("messaging.refresh-sender", { senderId: sender.id });
    if (done.ok) notify.done("WhatsApp is asked again", { more: "What it says is here in a moment." });
    else notify.failed(done.message);
  };
  return (
    <Card>
      <CardHeader
        title={sender.label ?? sender.displayNumber}
        sentence={
          <>
            {PROVIDERS[sender.provider]}
            {sender.label ? <span className="tabular">, {sender.displayNumber}</span> : null}
          </>
        }
        actions={
          <>
            {sender.state === "active" ? (
              <Badge tone="yes">{relay ? "Ready" : "May send"}</Badge>
            ) : (
              <Badge tone="failed">{sender.answers ? "Answers only" : "May not send"}</Badge>
            )}
            {relay ? null : (
              <Button size="sm" variant="quiet" loading={busy} onClick={() => void refresh()}>
                <RotateCw aria-hidden="true" />
                Ask again
              </Button>
            )}
          </>
        }
      />
      <CardBody className="grid gap-5">
        {sender.advice ? (
          <div
            className={
              sender.advice.severity === "stop"
                ? "rounded-md border border-rose-ink/40 p-4"
                : "rounded-md border border-amber-ink/40 p-4"
            }
          >
            <p
              className={
                sender.advice.severity === "stop" ? "font-medium text-rose-ink" : "font-medium text-amber-ink"
              }
            >
              {sender.advice.title}
            </p>
            <p className="mt-1 max-w-prose text-sm">{sender.advice.todo}</p>
            {sender.advice.until ? (
              <p className="mt-1 text-sm">
                WhatsApp says that it holds until <TimeInZone at={sender.advice.until} zone={zone} />.
              </p>
            ) : null}
            {sender.advice.settled && may.resume ? (
              <ConfirmDialog
                title={sender.state === "active" ? "It is settled" : "Let this number send again"}
                sentence="Do this once the account is mended. Invites and answers that wait go on from where they stopped."
                undo="If nothing was mended, WhatsApp refuses it again."
                confirmLabel="Let it send"
                onConfirm={async () => {
                  const done = await act(
                    [{ command: "messaging.resume-sender", input: { senderId: sender.id } }],
                    `${sender.displayNumber} may send again`,
                  );
                  return done.ok ? undefined : { error: done.message };
                }}
                trigger={
                  <Button className="mt-3">
                    {sender.state === "active" ? "It is settled" : "Let it send again"}
                  </Button>
                }
              />
            ) : null}
          </div>
        ) : null}
        {sender.blockedCountries.length > 0 ? (
          <RefusedCountries weddingId={weddingId} sender={sender} may={may.resume} />
        ) : null}
        {relay ? (
          <RelayLink weddingId={weddingId} sender={sender} may={may.send} zone={zone} />
        ) : (
          <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-3">
            <Fact name="How guests take it">
              {sender.quality ? (QUALITY[sender.quality] ?? sender.quality.toLowerCase()) : "Not told yet"}
            </Fact>
            <Fact name="People it may write to in a day">
              {sender.dailyLimit === null
                ? "No limit known"
                : `${n(sender.dailyLimit)}, ${n(sender.usedToday)} used`}
            </Fact>
            <Fact name="Pace">{n(sender.ratePerSecond)} messages a second</Fact>
            {sender.checkedAt ? (
              <Fact name="Asked last">
                <TimeInZone at={sender.checkedAt} zone={zone} />
              </Fact>
            ) : null}
          </dl>
        )}
        <TemplateList weddingId={weddingId} senderId={sender.id} relay={relay} templates={sender.templates} />
        {may.connect ? <DisconnectSender weddingId={weddingId} sender={sender} /> : null}
      </CardBody>
    </Card>
  );
}

/** Countries that were refused once: nobody there is written to until somebody says that it may work now. */
function RefusedCountries({
  weddingId,
  sender,
  may,
}: {
  weddingId: string;
  sender: SenderCardProps["sender"];
  may: boolean;
}) {
  const { act } = useUndoable(weddingId);
  return (
    <div className="rounded-md border border-amber-ink/40 p-4">
      <p className="font-medium text-amber-ink">It may not write to some countries</p>
      <p className="mt-1 max-w-prose text-sm">
        Families there are left out, and listed for a call. If the number’s account was changed since, let it
        try again; families that were left out need another invite.
      </p>
      <ul className="mt-3 grid gap-2 text-sm">
        {sender.blockedCountries.map((country) => (
          <li key={country} className="flex flex-wrap items-center gap-3">
            <span>{countryWords(country)}</span>
            {may ? (
              <Button
                size="sm"
                onClick={() =>
                  void act(
                    [{ command: "messaging.allow-country", input: { senderId: sender.id, country } }],
                    `${countryWords(country)} is tried again`,
                  )
                }
              >
                Try it again
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt className="text-muted">{name}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
);

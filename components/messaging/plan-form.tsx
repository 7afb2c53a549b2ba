"use client";

import { useState } from "react";
import useSWR from "swr";
import { instantOf } from "@/components/events/venue-time";
import { familiesWords } from "@/components/guests/words";
import { TemplateChoice, type TemplateOption } from "@/components/messaging/template-choice";
import { useKept } from "@/components/messaging/use-kept";
import { ConfirmNumber } from "@/components/shared/confirm-number";
import { dayIn, shortDay, zoneLongName } from "@/components/shared/format-time";
import { readLive } from "@/components/shared/read-live";
import { useCommand } from "@/components/shared/use-command";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-parts";
import { SelectField, TextField } from "@/components/ui/text-field";
import { notify } from "@/components/ui/toaster";
import { addressOfAudience, audienceFromParts } from "@/lib/audience/rules/address";
import { problemOfGaps } from "@/lib/messaging/rules/reminders";

export type PlanFormProps = {
  weddingId: string;
  zone: string;
  hosts: string;
  events: readonly { id: string; name: string; deadline: string | null }[];
  tags: readonly { tag: string; households: number }[];
  senders: readonly { id: string; name: string }[];
  templates: readonly (TemplateOption & { senderId: string })[];
};

/** A standing yes to remind the silent: whom, with what, how often, until when. */
export function PlanForm(props: PlanFormProps) {
  const { weddingId, zone, senders, templates } = props;
  const { run, busy } = useCommand(weddingId);
  const {
    value: form,
    change: set,
    forget,
  } = useKept(`reminders:${weddingId}`, {
    name: "Please answer",
    event: "",
    tag: "",
    senderId: senders[0]?.id ?? "",
    templateId: "",
    day: "",
    time: "11:00",
    gaps: "3, 5",
    lastDay: "",
  });
  const [error, setError] = useState<string>();
  const audience = audienceFromParts({ event: form.event, tag: form.tag, answer: "open" });
  const { data } = useSWR<{ households: number }, Error>(
    `/api/weddings/${weddingId}/audience?${addressOfAudience(audience)}`,
    readLive,
    { keepPreviousData: true },
  );
  const gaps = form.gaps
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  const usable = templates.filter((one) => one.senderId === form.senderId);
  const read = () => {
    if (!usable.some((one) => one.id === form.templateId)) return { error: "Choose the message." };
    if (gaps.some((gap) => !Number.isInteger(gap)))
      return { error: "Write the days between reminders, for example 3, 5." };
    const wrong = problemOfGaps(gaps);
    if (wrong) return { error: wrong };
    const starts = instantOf({ date: form.day, time: form.time }, zone);
    const ends = instantOf({ date: form.lastDay, time: "23:59" }, zone);
    if (!starts.ok) return { error: starts.message };
    if (!ends.ok) return { error: ends.message };
    if (!starts.instant || !ends.instant) return { error: "Choose the first and the last day." };
    return { startsAt: starts.instant, endsAt: ends.instant };
  };
  const count = data?.households ?? 0;
  const agree = async () => {
    const times = read();
    if (times.error !== undefined) return { error: times.error };
    const done = await run<{ reminders: number }>("messaging.plan-reminders", {
      id: crypto.randomUUID(),
      name: form.name,
      senderId: form.senderId,
      templateId: form.templateId,
      audience,
      gaps,
      startsAt: times.startsAt,
      endsAt: times.endsAt,
      most: Math.max(1, count),
    });
    if (!done.ok) return { error: done.message };
    notify.done(
      `${done.value.reminders === 1 ? "One reminder is" : `${done.value.reminders} reminders are`} planned`,
    );
    setError(undefined);
    forget();
    return undefined;
  };
  return (
    <Card>
      <CardHeader
        title="Plan reminders"
        sentence="Only families without an answer get one; who answers meanwhile, said no, or wrote STOP gets nothing. It ends by itself at the date to answer by."
      />
      <CardBody className="grid gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            label="Name"
            help="For yourselves."
            maxLength={60}
            value={form.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          {senders.length > 1 ? (
            <SelectField
              label="From the number"
              options={senders.map((one) => ({ value: one.id, label: one.name }))}
              value={form.senderId}
              onChange={(event) => set({ senderId: event.target.value, templateId: "" })}
            />
          ) : null}
          <SelectField
            label="Silent about"
            options={[
              { value: "", label: "Every function they are invited to" },
              ...props.events.map((one) => ({ value: one.id, label: one.name })),
            ]}
            value={form.event}
            onChange={(event) => {
              const deadline = props.events.find((one) => one.id === event.target.value)?.deadline;
              set({
                event: event.target.value,
                ...(deadline ? { lastDay: dayIn(zone, new Date(deadline)) } : {}),
              });
            }}
          />
          <SelectField
            label="Tag"
            options={[
              { value: "", label: "All families" },
              ...props.tags.map((one) => ({ value: one.tag, label: one.tag })),
            ]}
            value={form.tag}
            onChange={(event) => set({ tag: event.target.value })}
          />
        </div>
        <p role="status" className="font-medium">
          {data ? `${familiesWords(count)} ${count === 1 ? "is" : "are"} silent now.` : "Counting…"}
        </p>
        <TemplateChoice
          templates={usable}
          value={form.templateId}
          onChange={(templateId) => set({ templateId })}
          hosts={props.hosts}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            label="First reminder"
            type="date"
            value={form.day}
            onChange={(event) => set({ day: event.target.value })}
          />
          <TextField
            label="At"
            type="time"
            help={`By the clock of ${zoneLongName(new Date().toISOString(), zone)}.`}
            value={form.time}
            onChange={(event) => set({ time: event.target.value })}
          />
          <TextField
            label="Days between the reminders"
            help="“3, 5”: a second one after 3 days, a third after 5 more."
            inputMode="numeric"
            value={form.gaps}
            onChange={(event) => set({ gaps: event.target.value })}
          />
          <TextField
            label="Last day"
            help="The date to answer by."
            type="date"
            value={form.lastDay}
            onChange={(event) => set({ lastDay: event.target.value })}
          />
        </div>
      </CardBody>
      <CardFooter>
        <div className="min-w-0 flex-1 basis-64 text-muted text-sm">
          {count > 0
            ? `No reminder goes to more than ${familiesWords(count)} without asking you again.`
            : null}
          {data && count === 0 ? "Nobody is silent now, so there is nobody to remind." : null}
          <FieldError id="plan-error">{error}</FieldError>
        </div>
        <ConfirmNumber
          count={count}
          title="Plan these reminders"
          sentence={`Up to ${familiesWords(count)} get each reminder, from ${form.day ? shortDay(form.day) : "the day you choose"} on, without asking you again.`}
          undo="You can stop them at any time; what has left cannot be called back."
          confirmLabel="Plan them"
          onConfirm={agree}
          trigger={
            <Button variant="primary" loading={busy} disabled={count === 0}>
              Plan reminders
            </Button>
          }
        />
      </CardFooter>
    </Card>
  );
}

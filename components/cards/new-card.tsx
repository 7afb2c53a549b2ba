"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { callCards } from "@/components/cards/call";
import { emptyDraft, withBooking } from "@/components/cards/card-draft";
import { CardFields } from "@/components/cards/card-fields";
import type { ZoneGroups } from "@/components/events/zones";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { TextareaField } from "@/components/ui/text-field";
import type { Booking, BookingQuestion } from "@/lib/cards/types";

const ASKED: Record<BookingQuestion, string> = {
  place: "where it is",
  date: "the day",
  time: "the time",
  party: "for how many",
};

/** "Read. Please add the day and the time." */
function readWords({ asks }: Booking): string {
  const open = asks.filter((one) => one !== "party").map((one) => ASKED[one]);
  return open.length === 0
    ? "Read. Please look it over, then make the card."
    : `Read. Please add ${open.length > 1 ? `${open.slice(0, -1).join(", ")} and ` : ""}${open.at(-1)}.`;
}

/** Paste a booking and look it over, or fill in by hand. */
export function NewCard({ hostName, zones }: { hostName: string; zones: ZoneGroups }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [draft, setDraft] = useState(() => emptyDraft(hostName));
  const [read, setRead] = useState<Booking | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState<"" | "read" | "make">("");
  // The same card again, after a lost answer, is the same request; a changed one is another.
  const sent = useRef({ body: "", key: "" });

  const readText = async () => {
    if (busy) return;
    setBusy("read");
    setErrors({});
    const done = await callCards<Booking>("/parse", { text, zone: draft.zone });
    setBusy("");
    if (!done.ok) return setErrors({ text: done.issues.text ?? done.message });
    setRead(done.value);
    setDraft(withBooking(draft, done.value));
  };
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy("make");
    setErrors({});
    const { provider, providerPlaceId, sourceUrl, latitude, longitude } = read ?? {};
    const link = read && read.place === draft.placeName ? { latitude, longitude } : {};
    const body = { ...draft, ...(read ? { provider, providerPlaceId, sourceUrl } : {}), ...link };
    const asText = JSON.stringify(body);
    if (sent.current.body !== asText) sent.current = { body: asText, key: crypto.randomUUID() };
    const done = await callCards<{ id: string }>("", body, { key: sent.current.key });
    if (done.ok) return router.push(`/cards/${done.value.id}`);
    setBusy("");
    setErrors(Object.keys(done.issues).length > 0 ? done.issues : { form: done.message });
  };
  return (
    <div className="grid gap-8">
      <section
        aria-labelledby="paste"
        className="grid gap-3 rounded-md border border-line bg-surface p-4 sm:p-6"
      >
        <h2 id="paste" className="font-semibold text-lg">
          Paste a booking
        </h2>
        <TextareaField
          label="The message of Swiggy Dineout, Zomato, EazyDiner or OpenTable, a link of Google Maps, or your own words"
          name="text"
          rows={4}
          maxLength={20000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          help="For example “Table for 8 at Trishna, Fort tomorrow 8.30 pm”. The text itself is not kept."
          {...(errors.text ? { error: errors.text } : {})}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            onClick={() => void readText()}
            loading={busy === "read"}
            loadingText="Reading"
            disabled={!text.trim()}
          >
            Read it
          </Button>
          <p role="status" className="min-w-0 flex-1 basis-60 text-muted">
            {read ? readWords(read) : ""}
          </p>
        </div>
      </section>
      <form onSubmit={(event) => void make(event)} noValidate className="grid gap-5">
        <h2 className="font-semibold text-lg">{read ? "Look it over" : "Or fill it in"}</h2>
        <CardFields
          draft={draft}
          onChange={setDraft}
          errors={errors}
          zones={zones}
          choices={read?.choices ?? null}
        />
        <FieldError id="card-error">
          {errors.form ??
            (Object.keys(errors).length > 0 && !errors.text ? "Something is missing above." : undefined)}
        </FieldError>
        <div>
          <Button type="submit" variant="primary" size="lg" loading={busy === "make"} loadingText="Making it">
            Make the card
          </Button>
        </div>
      </form>
    </div>
  );
}

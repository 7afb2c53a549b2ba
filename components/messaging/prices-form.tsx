"use client";

import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { countryWords, moneyWords } from "@/components/messaging/cost-words";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { SelectField, TextField } from "@/components/ui/text-field";

/** Names and sums are worded where the page is made: a browser's own words for them may differ. */
type Price = { country: string; countryName: string; category: string; words: string; own: boolean };
export type PricesFormProps = {
  weddingId: string;
  prices: readonly Price[];
  /** By ISO 3166 code, the wedding's own first. */
  countries: readonly { value: string; label: string }[];
};

const CATEGORIES: Record<string, string> = {
  MARKETING: "Invitation or reminder",
  UTILITY: "Service message",
};
const CURRENCIES = ["INR", "USD", "EUR", "GBP", "AED"];

/** What WhatsApp or the reseller asks for a message, by country: the rehearsal adds it up. */
export function PricesForm({ weddingId, prices, countries }: PricesFormProps) {
  const { act, busy } = useUndoable(weddingId);
  const [form, setForm] = useState({
    country: countries[0]?.value ?? "IN",
    category: "MARKETING",
    price: "",
    currency: "INR",
  });
  const [error, setError] = useState<string>();
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const price = Math.round(Number(form.price.replace(",", ".")) * 10_000);
    if (!form.price.trim() || !Number.isFinite(price) || price < 0 || price > 10_000_000)
      return setError("Write the price of one message, for example 0.86.");
    setError(undefined);
    const { country, category, currency } = form;
    const done = await act(
      [{ command: "messaging.set-price", input: { country, category, cost: { price, currency } } }],
      `${countryWords(country)}: ${moneyWords(price, currency, true)} a message`,
    );
    if (!done.ok) return setError(done.message);
    set({ price: "" });
  };
  const remove = async ({ country, countryName, category }: Price) => {
    const done = await act(
      [{ command: "messaging.set-price", input: { country, category, cost: null } }],
      `The price for ${countryName} is removed`,
    );
    if (!done.ok) setError(done.message);
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="mt-8 max-w-2xl">
      <Card>
        <CardHeader
          title="What a message costs"
          sentence="As your provider asks it, by the country of the guest's number. The rehearsal adds it up."
        />
        <CardBody className="grid gap-5">
          <ul className="divide-y divide-line">
            {prices.map((one) => (
              <li
                key={`${one.country}${one.category}`}
                className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-2"
              >
                <span>
                  {one.countryName}
                  <span className="block text-muted text-sm">{CATEGORIES[one.category] ?? one.category}</span>
                </span>
                <span className="tabular flex items-center gap-1">
                  {one.words}
                  {one.own ? (
                    <Button
                      variant="quiet"
                      size="icon"
                      aria-label={`Remove the price for ${one.countryName}, ${CATEGORIES[one.category]}`}
                      onClick={() => void remove(one)}
                    >
                      <X aria-hidden="true" />
                    </Button>
                  ) : (
                    <span className="ps-2 text-muted text-sm">a list price of 2026</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          <div className="grid gap-4 border-line border-t pt-5 sm:grid-cols-2">
            <SelectField
              label="Country"
              value={form.country}
              onChange={(event) => set({ country: event.target.value })}
              options={countries}
            />
            <SelectField
              label="For"
              value={form.category}
              onChange={(event) => set({ category: event.target.value })}
              options={Object.entries(CATEGORIES).map(([value, label]) => ({ value, label }))}
            />
            <TextField
              label="Price of one message"
              inputMode="decimal"
              autoComplete="off"
              value={form.price}
              onChange={(event) => set({ price: event.target.value })}
              {...(error ? { error } : {})}
            />
            <SelectField
              label="Currency"
              value={form.currency}
              onChange={(event) => set({ currency: event.target.value })}
              options={CURRENCIES.map((currency) => ({ value: currency, label: currency }))}
            />
          </div>
        </CardBody>
        <CardFooter>
          <Button type="submit" variant="primary" loading={busy}>
            Save this price
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

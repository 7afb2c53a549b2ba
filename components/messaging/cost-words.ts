import type { Cost } from "@/lib/messaging/rules/cost";

const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

export const countryWords = (country: string | null): string =>
  country === null ? "A country we cannot tell" : (COUNTRIES.of(country) ?? country);

/** From ten-thousandths: "₹1,004.10"; a price of less than a paisa keeps its four places. */
export function moneyWords(total: number, currency: string, exact = false): string {
  return new Intl.NumberFormat("en-IN", {
    style: "currency",
    currency,
    minimumFractionDigits: exact ? 4 : 2,
    maximumFractionDigits: exact ? 4 : 2,
  }).format(total / 10_000);
}

/** What messages cost at most, in one sentence. `category` as the provider calls it; PERSONAL from a relative's phone. */
export function costSentence(cost: Cost, category: string): string {
  if (category === "PERSONAL") return "It costs nothing: a relative sends each message by hand.";
  const messages = cost.lines.reduce((sum, line) => sum + line.messages, 0);
  if (messages === 0) return "Nothing is left to send.";
  const n = (value: number) => value.toLocaleString("en-IN");
  const left = messages === 1 ? "the message that is left" : `the ${n(messages)} messages that are left`;
  const sums = cost.totals.map(({ total, currency }) => moneyWords(total, currency));
  if (sums.length === 0) return `We know no price for ${left}.`;
  if (cost.unpriced === 0) return `About ${sums.join(" and ")} at most for ${left}.`;
  return `About ${sums.join(" and ")} at most; for ${n(cost.unpriced)} of ${left} we know no price.`;
}

/** "24 seconds", "3 minutes", "2 hours". */
export function durationWords(seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? [seconds, "second"]
      : seconds < 5_400
        ? [seconds / 60, "minute"]
        : [seconds / 3_600, "hour"];
  const whole = Math.max(1, Math.ceil(value as number));
  return `${whole.toLocaleString("en-IN")} ${unit}${whole === 1 ? "" : "s"}`;
}

/** What WhatsApp charges a message as. */
export const categoryWords = (category: string): string =>
  category === "MARKETING"
    ? "marketing"
    : category === "UTILITY"
      ? "a service message"
      : category.toLowerCase();

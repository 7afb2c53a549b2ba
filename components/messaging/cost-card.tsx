import { categoryWords, countryWords, durationWords, moneyWords } from "@/components/messaging/cost-words";
import { counted } from "@/components/shared/fill-words";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { type Cost, daysNeeded } from "@/lib/messaging/rules/cost";

export type CostCardProps = {
  cost: Cost;
  recipients: number;
  ratePerSecond: number;
  /** People this number may write to first within 24 hours; null where we know of no limit. */
  dailyLimit: number | null;
  /** Of them, whom its account wrote to within the last 24 hours. */
  usedToday: number;
  /** People it never wrote to, whom it may write to within an hour; null where there is no such limit. */
  newPerHour: number | null;
  /** As the provider calls it: MARKETING, UTILITY; PERSONAL from a relative's phone. */
  category: string;
  /** The category WhatsApp has announced; null where it stays. */
  nextCategory: string | null;
  /** Where prices are changed, for whoever may. */
  pricesHref: string | undefined;
};

const SHOWN = 6;
const messagesWords = (n: number): string => counted(n, { one: "message", many: "messages" });
const CATEGORIES: Record<string, string> = {
  MARKETING: "WhatsApp charges it as marketing, for each message that arrives.",
  UTILITY: "WhatsApp charges it as a service message, for each that arrives.",
};

/** What a run costs at most and how long it takes, before anybody says yes to it. */
export function CostCard(props: CostCardProps) {
  const {
    cost,
    recipients,
    ratePerSecond,
    dailyLimit,
    usedToday,
    newPerHour,
    category,
    nextCategory,
    pricesHref,
  } = props;
  const days = daysNeeded(recipients, dailyLimit, usedToday);
  if (recipients === 0) return null;
  if (category === "PERSONAL")
    return (
      <Card>
        <CardHeader
          title="It costs nothing"
          sentence="A relative sends each message by hand from their own phone: about half a minute a family."
        />
      </Card>
    );
  const seconds = Math.max(recipients / ratePerSecond, newPerHour ? (recipients / newPerHour - 1) * 3600 : 0);
  const sums = cost.totals.map(({ total, currency }) => moneyWords(total, currency));
  return (
    <Card>
      <CardHeader
        title={
          sums.length === 0
            ? "We know no price for these messages"
            : cost.unpriced === 0
              ? `About ${sums.join(" and ")}, at most`
              : `About ${sums.join(" and ")}, and ${messagesWords(cost.unpriced)} without a known price`
        }
        sentence={`${CATEGORIES[category] ?? "WhatsApp charges for messages that arrive."} Sending takes about ${durationWords(seconds)}${newPerHour && recipients > newPerHour ? `, because Twilio lets a number write to ${newPerHour.toLocaleString("en-IN")} new people an hour` : ` at ${ratePerSecond} a second`}.`}
      />
      <CardBody>
        {dailyLimit !== null && days !== null ? (
          <p className="mb-3">
            WhatsApp lets this number write to {dailyLimit.toLocaleString("en-IN")} people in a day
            {usedToday > 0 ? `, and ${usedToday.toLocaleString("en-IN")} of them are used` : ""}. This invite
            goes to more: {days === 1 ? "it waits until tomorrow" : `it takes ${days} days`} and goes on by
            itself.
          </p>
        ) : null}
        {nextCategory ? (
          <p className="mb-3 text-amber-ink">
            WhatsApp is about to charge this message as {categoryWords(nextCategory)}, mostly within a day.
            What has not left by then waits until somebody has looked at the new price.
          </p>
        ) : null}
        {category === "MARKETING" ? (
          <p className="mb-3 text-muted text-sm">
            WhatsApp holds back invitations to people who had many marketing messages from anybody lately; it
            does not say whom beforehand. They appear as “held back for a day”, and on the call list.
          </p>
        ) : null}
        <ul className="divide-y divide-line">
          {cost.lines.slice(0, SHOWN).map((line) => (
            <li key={line.country ?? "?"} className="tabular flex flex-wrap justify-between gap-x-4 py-2">
              <span>{countryWords(line.country)}</span>
              <span className="text-muted">
                {messagesWords(line.messages)}
                {line.total === null || line.currency === null
                  ? ", price not known"
                  : `, ${moneyWords(line.total, line.currency)}`}
              </span>
            </li>
          ))}
        </ul>
        {cost.lines.length > SHOWN ? (
          <p className="mt-2 text-muted text-sm">And {cost.lines.length - SHOWN} more countries.</p>
        ) : null}
      </CardBody>
      {pricesHref ? (
        <CardFooter data-print="hide">
          <Link href={pricesHref} prefetch={false} className="hit-area underline underline-offset-4">
            Change the prices
          </Link>
        </CardFooter>
      ) : null}
    </Card>
  );
}

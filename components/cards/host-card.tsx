"use client";

import { MessageCircle } from "lucide-react";
import { CardActs } from "@/components/cards/card-acts";
import { ANSWER_WORDS, LOOKUP_WORDS, people, STATE_WORDS } from "@/components/cards/words";
import { CopyField } from "@/components/exports/copy-field";
import { formatInZone, zoneName } from "@/components/shared/format-time";
import { PageHeader } from "@/components/shared/page-header";
import { Stat, StatRow } from "@/components/shared/stat";
import { TimeInZone } from "@/components/shared/time-in-zone";
import { useLive } from "@/components/shared/use-live";
import { Badge } from "@/components/ui/badge";
import { buttonLook } from "@/components/ui/button-look";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { CardReply, HostCard as HostCardData } from "@/lib/cards/types";

export interface HostCardView {
  card: HostCardData;
  link: string;
  replies: readonly CardReply[];
}

/** One card as its host sees it: what came back, live; the link; what can be done. */
export function HostCard({ view: first }: { view: HostCardView }) {
  const { data, mutate } = useLive<HostCardView>(`/api/cards/${first.card.id}`, {
    fallbackData: first,
    keepPreviousData: true,
    refreshInterval: (latest) => (latest?.card.lookup === "waiting" ? 1_500 : 5_000),
  });
  const { card, link, replies } = data ?? first;
  const state = STATE_WORDS[card.state];
  const answered = card.in + card.maybe + card.out;
  const again = () => void mutate();
  return (
    <>
      <PageHeader
        title={card.title}
        back={{ href: "/cards", label: "Invite cards" }}
        badge={<Badge tone={state.tone}>{state.word}</Badge>}
        sentence={
          <>
            <TimeInZone at={card.startsAt} zone={card.zone} />, {card.placeName}
            {card.address ? `, ${card.address}` : ""}
          </>
        }
        actions={
          card.state === "deleted" ? null : <LinkButton href={`/cards/${card.id}/edit`}>Change</LinkButton>
        }
      />
      <div className="grid gap-6">
        {card.state === "deleted" ? null : <Share card={card} link={link} />}
        <StatRow>
          <Stat value={card.in} label="in" tone="yes" />
          <Stat value={card.maybe} label="maybe" tone="maybe" />
          <Stat value={card.out} label="out" tone="no" />
          <Stat
            value={card.opens}
            label={card.opens === 1 ? "phone opened it" : "phones opened it"}
            detail={
              card.opens > 0
                ? `${Math.round((100 * answered) / card.opens)} % of them answered`
                : "Robots and previews are not counted."
            }
          />
        </StatRow>
        {LOOKUP_WORDS[card.lookup] ? (
          <p role="status" className="text-muted text-sm">
            {LOOKUP_WORDS[card.lookup]}
          </p>
        ) : null}
        <Replies replies={replies} zone={card.zone} partySize={card.partySize} coming={card.in} />
        <CardActs card={card} onDone={again} />
      </div>
    </>
  );
}

function Share({ card, link }: { card: HostCardData; link: string }) {
  const when = `${formatInZone(card.startsAt, card.zone)} ${zoneName(card.startsAt, card.zone)}`;
  const message = card.isPrivate ? link : `${card.title}\n${when}, ${card.placeName}\n${link}`;
  return (
    <Card aria-labelledby="share">
      <CardHeader
        id="share"
        title="Send it"
        sentence={
          card.isPrivate
            ? "Private: it opens with this whole link alone, and its preview says neither what nor where."
            : "Whoever has this link can open the card and answer."
        }
      />
      <CardBody className="grid gap-4">
        <CopyField label="The card's link" value={link} quiet />
        <div className="flex flex-wrap gap-3">
          <a
            href={`https://wa.me/?text=${encodeURIComponent(message)}`}
            target="_blank"
            rel="noreferrer"
            className={`${buttonLook({ variant: "primary" })} no-underline`}
          >
            <MessageCircle aria-hidden="true" />
            Send by WhatsApp
          </a>
          <a href={link} target="_blank" rel="noreferrer" className={`${buttonLook()} no-underline`}>
            Look at it
          </a>
        </div>
      </CardBody>
    </Card>
  );
}

interface RepliesProps {
  replies: readonly CardReply[];
  zone: string;
  partySize: number | null;
  coming: number;
}

function Replies({ replies, zone, partySize, coming }: RepliesProps) {
  const beyond = partySize !== null && coming > partySize;
  return (
    <Card aria-labelledby="replies">
      <CardHeader
        id="replies"
        title="Answers"
        sentence={
          replies.length === 0
            ? "Nobody has answered yet. Answers appear here by themselves."
            : partySize === null
              ? `${people(replies.length)} answered.`
              : `${people(replies.length)} answered; the table is for ${partySize}.`
        }
      />
      <CardBody>
        {beyond ? (
          <p className="mb-3 text-amber-ink">
            {coming - partySize === 1 ? "One more is" : `${coming - partySize} more are`} in than the table
            seats.
          </p>
        ) : null}
        <ul className="divide-y divide-line">
          {replies.map((reply) => (
            <li key={reply.id} className="flex items-start justify-between gap-x-3 py-2.5">
              <span className="min-w-0">
                <span className="block break-words font-medium">{reply.name}</span>
                {reply.note ? <span className="block break-words text-muted">{reply.note}</span> : null}
                <span className="block text-muted text-sm">
                  <TimeInZone at={reply.answeredAt} zone={zone} show="short" zoneHidden />
                </span>
              </span>
              <Badge tone={ANSWER_WORDS[reply.answer].tone}>{ANSWER_WORDS[reply.answer].word}</Badge>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

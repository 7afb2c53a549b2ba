import type { Metadata } from "next";
import { FamilyGifts } from "@/components/gifts/family-gifts";
import { AnswerBadge } from "@/components/guests/answer-badge";
import { Chat } from "@/components/guests/chat";
import { FamilyEdit } from "@/components/guests/family-edit";
import { FamilyNotes } from "@/components/guests/family-notes";
import { HouseholdHistory } from "@/components/guests/household-history";
import { InviteOne } from "@/components/guests/invite-one";
import { InvitedFunctions } from "@/components/guests/invited-functions";
import { JoinFamily } from "@/components/guests/join-family";
import { KeepPlaces } from "@/components/guests/keep-places";
import { Members } from "@/components/guests/members";
import { MergedHere } from "@/components/guests/merged-here";
import { NameMember } from "@/components/guests/name-member";
import { OffFamily } from "@/components/guests/off-family";
import { RecordAnswer } from "@/components/guests/record-answer";
import { SplitFamily } from "@/components/guests/split-family";
import { StopNotes } from "@/components/guests/stop-notes";
import { TakeOffFamily } from "@/components/guests/take-off";
import { peopleWords, sideWords } from "@/components/guests/words";
import { WriteInstead } from "@/components/guests/write-instead";
import { FamilyLink } from "@/components/messaging/family-link";
import { LateAnswering } from "@/components/rsvp/late-answering";
import { TravelCard } from "@/components/rsvp/travel-card";
import { shortDay } from "@/components/shared/format-time";
import { PageHeader } from "@/components/shared/page-header";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { loadStops } from "@/lib/compliance/loaders";
import { loadFamilyGifts } from "@/lib/gifts/loaders";
import { loadHousehold } from "@/lib/guests/loaders";
import { loadAnswering } from "@/lib/rsvp/loaders";

export const metadata: Metadata = { title: "Family" };

type Props = { params: Promise<{ wedding: string; unit: string }> };

export default async function HouseholdPage({ params }: Props) {
  const { wedding, unit } = await params;
  const found = await loadHousehold(wedding, unit);
  if (found.off)
    return <OffFamily weddingId={wedding} entries={found.off} zone={found.zone} mayEdit={found.mayEdit} />;
  const { household, merges, history, events, zone, chat, may } = found;
  const answering = await loadAnswering(wedding, unit);
  const gifts = await loadFamilyGifts(wedding, unit);
  const stopped = await loadStops(wedding, unit);
  const invited = new Set(household.invitations.map((one) => one.eventId));
  const functions = household.invitations.map((one) => {
    const event = events.find((candidate) => candidate.id === one.eventId);
    return {
      ...one,
      startsAt: event?.startsAt ?? null,
      zone: event?.zone ?? zone,
      venueName: event?.venueName ?? null,
    };
  });
  // What runs in the browser gets no more of the family than it needs.
  const home = { id: household.id, name: household.name };
  const standing = household.invitations.filter((one) => !one.cancelled);
  const unnamed = household.unnamedAdults + household.unnamedChildren;
  return (
    <>
      <PageHeader
        back={{ href: `/weddings/${wedding}/guests`, label: "Guests" }}
        title={household.name}
        badge={<AnswerBadge answer={household.answer} invited={standing.length} />}
        sentence={`${peopleWords(household.adults, household.children)}. ${sideWords[household.side]}.${household.address ? ` ${household.address}.` : ""}${household.askAgainOn ? ` Not sure yet: asked to be asked again on ${shortDay(household.askAgainOn)}.` : ""}`}
        actions={
          <>
            {may.record && standing.length > 0 ? (
              <RecordAnswer
                weddingId={wedding}
                unitId={household.id}
                household={household.name}
                events={standing.map((one) => ({
                  id: one.eventId,
                  name: one.event,
                  answer: one.answer,
                  adults: one.yesAdults,
                  children: one.yesChildren,
                  seats: { adults: one.adults, children: one.children },
                }))}
                people={household.people.map(({ id, name }) => ({ id, name }))}
                seats={{
                  adults: Math.max(...standing.map((one) => one.adults)),
                  children: Math.max(...standing.map((one) => one.children)),
                }}
              />
            ) : null}
            {may.edit ? (
              <FamilyEdit
                weddingId={wedding}
                family={{
                  ...home,
                  version: household.version,
                  side: household.side,
                  address: household.address,
                  language: household.language,
                  tags: household.tags,
                  unnamedAdults: household.unnamedAdults,
                  unnamedChildren: household.unnamedChildren,
                }}
                sides={may.sides}
              />
            ) : null}
            {may.invite ? (
              <InviteOne
                weddingId={wedding}
                unitId={household.id}
                name={household.name}
                events={events.filter((event) => !invited.has(event.id))}
                first={functions.length === 0}
              />
            ) : null}
          </>
        }
      />
      <FamilyNotes weddingId={wedding} household={household} mayEdit={may.edit} />
      <StopNotes weddingId={wedding} unitId={household.id} zone={zone} {...stopped} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <Card>
            <CardHeader title="Functions" />
            <CardBody>
              <InvitedFunctions functions={functions} />
              {may.invite && standing.length > 0 ? (
                <KeepPlaces
                  weddingId={wedding}
                  unitId={household.id}
                  household={household.name}
                  functions={standing.map(({ eventId, event, adults, children, answer }) => ({
                    eventId,
                    event,
                    adults,
                    children,
                    answer,
                  }))}
                  size={{ adults: household.adults, children: household.children }}
                />
              ) : null}
              {answering.mayRecord ? (
                <LateAnswering
                  weddingId={wedding}
                  unitId={household.id}
                  household={household.name}
                  closed={answering.closed}
                  extension={answering.extension}
                  zone={zone}
                  today={answering.today}
                />
              ) : null}
            </CardBody>
          </Card>
          <Card>
            <CardHeader
              title="People"
              {...(may.phones ? {} : { sentence: "Numbers are shown to those who may write to guests." })}
            />
            <CardBody>
              <Members
                weddingId={wedding}
                household={{ ...home, coming: household.invitations.some((one) => one.answer === "yes") }}
                people={household.people}
                functions={household.invitations.map((one) => ({ id: one.eventId, name: one.event }))}
                also={household.also}
                unnamedAdults={household.unnamedAdults}
                unnamedChildren={household.unnamedChildren}
                may={may}
              />
            </CardBody>
            {may.edit ? (
              <CardFooter data-print="hide" className="gap-x-1 gap-y-2 sm:px-3">
                {may.add ? (
                  <NameMember
                    weddingId={wedding}
                    household={{ ...home, side: household.side }}
                    unnamedAdults={household.unnamedAdults}
                    unnamedChildren={household.unnamedChildren}
                  />
                ) : null}
                {household.proxy ? null : (
                  <WriteInstead
                    weddingId={wedding}
                    household={{ ...home, version: household.version }}
                    residents={household.people.map((one) => one.id)}
                    proxy={null}
                  />
                )}
                {household.people.length + unnamed > 1 && household.people.length > 0 ? (
                  <SplitFamily
                    weddingId={wedding}
                    household={home}
                    people={household.people.map(({ id, name }) => ({ id, name }))}
                    unnamed={unnamed}
                    invited={invited.size > 0}
                  />
                ) : null}
                <JoinFamily weddingId={wedding} household={home} />
                <TakeOffFamily
                  weddingId={wedding}
                  household={home}
                  answered={household.invitations.some((one) => one.answeredAt !== null)}
                />
              </CardFooter>
            ) : null}
          </Card>
          {merges.length > 0 ? (
            <Card>
              <CardHeader title="Merged here" sentence="Who stood in the lists more than once." />
              <CardBody>
                <MergedHere weddingId={wedding} merges={merges} zone={zone} mayEdit={may.edit} />
              </CardBody>
            </Card>
          ) : null}
        </div>
        <div className="grid min-w-0 gap-6">
          {may.edit ? (
            <Card>
              <CardHeader
                title="Their own page"
                sentence="Where this family sees its functions and answers, without a password. Their invitation carries the link."
              />
              <CardBody>
                <FamilyLink weddingId={wedding} unitId={household.id} name={household.name} />
              </CardBody>
            </Card>
          ) : null}
          <TravelCard
            weddingId={wedding}
            unitId={household.id}
            household={household.name}
            travel={answering.travel}
            mayNote={answering.mayRecord}
          />
          {gifts ? <FamilyGifts weddingId={wedding} family={home} found={gifts} /> : null}
          {chat ? (
            <Card>
              <CardHeader title="The chat so far" />
              <CardBody>
                <Chat lines={chat} zone={zone} />
              </CardBody>
            </Card>
          ) : null}
          {history && history.length > 0 ? (
            <Card>
              <CardHeader title="What was done here" />
              <CardBody>
                <HouseholdHistory weddingId={wedding} entries={history} zone={zone} />
              </CardBody>
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

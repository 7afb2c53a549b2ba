import { ChevronDown } from "lucide-react";
import { AddNumber } from "@/components/guests/add-number";
import { personSteps } from "@/components/guests/back-steps";
import { BackToLists } from "@/components/guests/back-to-lists";
import { DropIdentifier } from "@/components/guests/drop-identifier";
import { MergePerson } from "@/components/guests/merge-person";
import { MovePerson } from "@/components/guests/move-person";
import { PersonEdit } from "@/components/guests/person-edit";
import {
  bandWords,
  dietWords,
  fieldsWords,
  languageWords,
  sourceWords,
} from "@/components/guests/person-words";
import { SecondFamily } from "@/components/guests/second-family";
import { SharePhone } from "@/components/guests/share-phone";
import { TakeOffPerson } from "@/components/guests/take-off";
import { peopleWords } from "@/components/guests/words";
import { AvatarInitials } from "@/components/ui/avatar-initials";
import { Badge } from "@/components/ui/badge";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import type { MemberDetails } from "@/lib/guests/queries/household";
import { cn } from "@/lib/kernel/class-names";

/** A number as stored, and as people read it. */
export type MemberPhone = MemberDetails["phones"][number] & { shown: string };

export type Member = Omit<MemberDetails, "phones"> & {
  name: string;
  ageBand: string;
  phones: readonly MemberPhone[];
  emails: readonly string[];
};

export type MembersProps = {
  weddingId: string;
  household: { id: string; name: string; coming: boolean };
  people: readonly Member[];
  /** The functions the family is invited to. */
  functions: readonly { id: string; name: string }[];
  /** People of other families who also belong here. */
  also: readonly { personId: string; name: string; unitId: string; family: string }[];
  /** Counted in the list, and not named. */
  unnamedAdults: number;
  unnamedChildren: number;
  may: { phones: boolean; edit: boolean };
};

export function Members(props: MembersProps) {
  const { weddingId, household, people, unnamedAdults, unnamedChildren, may } = props;
  return (
    <ul className="divide-y divide-line">
      {people.map((person, index) => (
        <li key={person.id} className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
          <AvatarInitials name={person.name} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="min-w-0 break-words font-medium">{person.name}</span>
              {index === 0 && people.length > 1 ? <Badge>Speaks for the family</Badge> : null}
            </p>
            <p className="text-muted text-sm">{detailWords(person, props.functions)}</p>
            {person.second ? (
              <p className="text-sm">
                Also with{" "}
                <FamilyLink weddingId={weddingId} id={person.second.unitId} name={person.second.name} />
              </p>
            ) : null}
            {may.phones ? <Reach person={person} /> : null}
            {person.notes ? <p className="whitespace-pre-line break-words text-sm">{person.notes}</p> : null}
            <Provenance weddingId={weddingId} person={person} mayEdit={may.edit} />
            {may.edit ? (
              <div data-print="hide" className="-ms-3 mt-1 flex flex-wrap items-start gap-x-1">
                <PersonEdit
                  weddingId={weddingId}
                  person={person}
                  functions={props.functions}
                  speakers={people.flatMap(({ id, name, chosen }) =>
                    chosen && id !== person.id ? [{ id, name }] : [],
                  )}
                />
                <MoreActs
                  weddingId={weddingId}
                  person={person}
                  household={household}
                  last={people.length === 1}
                />
              </div>
            ) : null}
          </div>
        </li>
      ))}
      {props.also.map((person) => (
        <li key={person.personId} className="flex items-start gap-3 py-3 last:pb-0">
          <AvatarInitials name={person.name} />
          <p className="min-w-0 flex-1 break-words">
            <span className="font-medium">{person.name}</span>
            <span className="block text-muted text-sm">
              Lives with <FamilyLink weddingId={weddingId} id={person.unitId} name={person.family} />, and is
              counted here only where that family is not invited.
            </span>
          </p>
        </li>
      ))}
      {unnamedAdults + unnamedChildren > 0 ? (
        <li className="py-3 text-muted last:pb-0">
          And {peopleWords(unnamedAdults, unnamedChildren)} the list counts without a name.
        </li>
      ) : null}
    </ul>
  );
}

const FamilyLink = ({ weddingId, id, name }: { weddingId: string; id: string; name: string }) => (
  <Link
    href={`/weddings/${weddingId}/guests/${id}`}
    prefetch={false}
    className="hit-area underline underline-offset-4"
  >
    {name}
  </Link>
);

function detailWords(
  { ageBand, language, diet, diets }: Member,
  functions: MembersProps["functions"],
): string {
  const elsewhere = functions.flatMap(({ id, name }) =>
    diets[id] ? [`${name}: ${dietWords[diets[id]] ?? diets[id]}`] : [],
  );
  return [
    bandWords[ageBand] ?? ageBand,
    language ? (languageWords[language] ?? language) : "",
    diet ? (dietWords[diet] ?? diet) : "",
    ...elsewhere,
  ]
    .filter(Boolean)
    .join(" · ");
}

const SOURCES_SHOWN = 2;

function Provenance({
  weddingId,
  person: { id, name, sources, byHand },
  mayEdit,
}: {
  weddingId: string;
  person: Member;
  mayEdit: boolean;
}) {
  const words = sources.map((one) => ({ key: `${one.batchId} ${one.row}`, text: sourceWords(one) }));
  const [first, rest] = [words.slice(0, SOURCES_SHOWN), words.slice(SOURCES_SHOWN)];
  return (
    <div className="break-words text-muted text-sm">
      {first.length > 0 ? <p>From {first.map((one) => one.text).join("; ")}</p> : null}
      {rest.length > 0 ? (
        <details>
          <summary className="hit-area w-fit underline underline-offset-4">
            And {rest.length} more {rest.length === 1 ? "row" : "rows"} of lists
          </summary>
          <ul className="mt-1">
            {rest.map((one) => (
              <li key={one.key}>{one.text}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {byHand.length > 0 ? (
        <p className="flex flex-wrap items-center gap-x-4">
          <span>Set by hand: {fieldsWords(byHand)}</span>
          {mayEdit && sources.length > 0 ? (
            <BackToLists
              weddingId={weddingId}
              name={name}
              fields={fieldsWords(byHand)}
              steps={personSteps(id, byHand)}
            />
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

type ActsProps = {
  weddingId: string;
  person: Member;
  household: MembersProps["household"];
  last: boolean;
};

/** What is needed once in a while, out of the way until it is. */
function MoreActs({ weddingId, person, household, last }: ActsProps) {
  return (
    <details className="group/more min-w-0 open:basis-full">
      <summary
        aria-label={`More for ${person.name}`}
        className={cn(buttonLook({ variant: "quiet", size: "sm" }), "w-fit cursor-pointer list-none")}
      >
        More
        <ChevronDown aria-hidden="true" className="transition-transform group-open/more:rotate-180" />
      </summary>
      <div className="flex flex-wrap gap-x-1 gap-y-2">
        <AddNumber weddingId={weddingId} person={person} />
        <MergePerson weddingId={weddingId} person={person} household={household} />
        <MovePerson weddingId={weddingId} person={person} household={household} last={last} />
        <SecondFamily weddingId={weddingId} person={person} household={household} />
        <TakeOffPerson weddingId={weddingId} person={person} household={household} last={last} />
      </div>
      {person.phones.map((phone) => (
        <p key={phone.value} className="mt-2 flex flex-wrap items-center gap-x-1 gap-y-2 ps-3">
          <span className="tabular text-muted text-sm">{phone.shown}</span>
          <SharePhone weddingId={weddingId} phone={phone} />
          <DropIdentifier
            weddingId={weddingId}
            person={person}
            kind="phone"
            value={phone.value}
            shown={phone.shown}
          />
        </p>
      ))}
      {person.emails.map((mail) => (
        <p key={mail} className="mt-2 flex flex-wrap items-center gap-x-1 gap-y-2 ps-3">
          <span className="min-w-0 break-all text-muted text-sm">{mail}</span>
          <DropIdentifier weddingId={weddingId} person={person} kind="email" value={mail} shown={mail} />
        </p>
      ))}
    </details>
  );
}

function Reach({ person: { phones, emails } }: { person: Member }) {
  if (phones.length + emails.length === 0) return <p className="text-muted text-sm">No number</p>;
  return (
    <ul className="grid gap-1">
      {phones.map((phone) => (
        <li key={phone.value} className="flex flex-wrap items-center gap-x-3">
          <a href={`tel:${phone.value}`} className="tabular hit-area underline underline-offset-4">
            {phone.shown}
          </a>
          {phone.shared ? <Badge>Shared</Badge> : null}
        </li>
      ))}
      {emails.map((mail) => (
        <li key={mail} className="min-w-0">
          <a href={`mailto:${mail}`} className="hit-area break-all underline underline-offset-4">
            {mail}
          </a>
        </li>
      ))}
    </ul>
  );
}

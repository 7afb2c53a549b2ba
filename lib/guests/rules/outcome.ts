import { newId as mint } from "@/lib/kernel/ids";
import type { Claim } from "./claim";
import { candidatesOf, type Field, type FieldEdit } from "./fields";
import { type Decisions, type Group, knownPersons, resolveIdentity } from "./identity";
import {
  type PersonState,
  type PlacedIdentifier,
  placeIdentifiers,
  resolvePerson,
  type Settled,
} from "./person";
import { isOff } from "./taken-off";

/** A person as they should be stored. */
export interface PersonPlan {
  id: string;
  isNew: boolean;
  live: boolean;
  /** A human took them off the list. They keep what identifies them, so that no list brings them back as somebody new. */
  off: boolean;
  mergedInto: string | null;
  state: PersonState;
  identifiers: PlacedIdentifier[];
  claimIds: string[];
}

export interface IdentityPlan {
  people: PersonPlan[];
  /** Known people no claim speaks of any more: their list was undone. */
  retired: string[];
  /** Claims that wait for a human, with the people they fit. */
  pending: { claimId: string; fits: string[]; claim: Claim }[];
  ignored: string[];
  /** What the provider told of nobody: it waits for whoever has the identifiers, and asks nothing. */
  loose: Claim[];
}

export interface PlanInput {
  claims: readonly Claim[];
  decisions: Decisions;
  merges: readonly { keptClaim: string; goneClaim: string; over: Record<string, string[]> }[];
  people: ReadonlyMap<string, { id: string; name: string; edits: Record<string, FieldEdit> }>;
  /** By person, what the family has dealt with already where lists differ. */
  settled: ReadonlyMap<string, Settled>;
  newId?: () => string;
}

/** Who there is and what is known about them, for a whole neighbourhood of claims. Pure but for the ids it mints. */
export function planPeople(input: PlanInput): IdentityPlan {
  const resolution = resolveIdentity(input.claims, input.decisions);
  const known = knownPersons(resolution, input.people);
  const ids = new Map(resolution.groups.map((group) => [group, known.get(group) ?? (input.newId ?? mint)()]));
  const members = Map.groupBy(resolution.groups, (group) => group.root);
  const people = resolution.groups.map((group) => planPerson(group, { input, ids, members, known }));
  const standing = new Set(people.map(({ id }) => id));
  return {
    people,
    retired: [...input.people.keys()].filter((id) => !standing.has(id)),
    pending: resolution.pending.map(({ claim, fits }) => ({
      claimId: claim.id,
      fits: fits.map((group) => ids.get(group)!),
      claim,
    })),
    ignored: resolution.ignored.map((claim) => claim.id),
    loose: resolution.loose,
  };
}

interface Standing {
  input: PlanInput;
  ids: ReadonlyMap<Group, string>;
  members: ReadonlyMap<Group, Group[]>;
  known: ReadonlyMap<Group, string>;
}

function planPerson(group: Group, { input, ids, members, known }: Standing): PersonPlan {
  const id = ids.get(group)!;
  const stands = group.root === group;
  const off = stands && isOff(input.people.get(id)?.edits);
  // Whoever was merged into somebody keeps their own story, for the day the merge is taken back.
  const together = stands ? [group, ...(members.get(group) ?? []).filter((one) => one !== group)] : [group];
  const claims = together.flatMap((one) => one.claims);
  const settled = input.settled.get(id);
  return {
    id,
    isNew: !known.has(group),
    live: stands && !off,
    off,
    mergedInto: stands ? null : ids.get(group.root)!,
    state: resolvePerson({
      personId: id,
      claims,
      edits: editsOf(together.map((one) => input.people.get(ids.get(one)!)?.edits ?? {})),
      overruled: together.length > 1 ? overruledBy(group.claims, claims, input.merges) : {},
      ...(settled ? { settled } : {}),
    }),
    identifiers: stands ? placeIdentifiers(together) : [],
    claimIds: group.claims.map((claim) => claim.id),
  };
}

/** Who somebody is, where they live, whether they speak for the family or are a guest is the kept one's; the rest comes together. */
const OWN = new Set(["name", "home", "contact", "guest"]);

/** A human's words on everybody who is one person now: those on the kept one (the first) stand over the others'. */
function editsOf([kept, ...gone]: readonly Record<string, FieldEdit>[]): Record<string, FieldEdit> {
  const brought = gone
    .toReversed()
    .map((edits) => Object.fromEntries(Object.entries(edits).filter(([field]) => !OWN.has(field))));
  return Object.assign({}, ...brought, kept);
}

/**
 * What merges overrule of `claims`, those of everybody who is one person now. A merge of others, who became this one
 * together, says nothing against what is said of whom they became (`own`).
 */
function overruledBy(
  own: readonly Claim[],
  claims: readonly Claim[],
  merges: PlanInput["merges"],
): Record<string, readonly string[]> {
  const mine = new Set(claims.map((claim) => claim.id));
  const kept = new Set(own.map((claim) => claim.id));
  const saidOfOwn = (field: string) => new Set(candidatesOf(own, field as Field).map(({ key }) => key));
  const over: Record<string, string[]> = {};
  for (const merge of merges) {
    if (!mine.has(merge.keptClaim) || !mine.has(merge.goneClaim)) continue;
    for (const [field, keys] of Object.entries(merge.over)) {
      const said = kept.has(merge.keptClaim) ? null : saidOfOwn(field);
      over[field] = [...(over[field] ?? []), ...keys.filter((key) => !said?.has(key))];
    }
  }
  return over;
}

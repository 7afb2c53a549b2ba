import { sha256Hex } from "@/lib/kernel/bytes";
import { type Claim, type Identifier, identifiersOf, matchKey } from "./claim";

/** What humans decided about identifiers; keys are match keys. */
export interface Decisions {
  /** Several people use it, so it joins nobody. */
  shared: ReadonlySet<string>;
  /** `<claim key> <match key>`: this claim's identifier is wrong. */
  notTheirs: ReadonlySet<string>;
  /** By `togetherKey`: a claim of the person that rows with these identifiers belong to. */
  belongs: ReadonlyMap<string, string>;
  /** By `togetherKey`: rows with these identifiers are left out. */
  ignored: ReadonlySet<string>;
  /** In the order they were made. */
  merges: readonly { keptClaim: string; goneClaim: string }[];
}

/** Claims that speak of one person, before merges. */
export interface Group {
  claims: Claim[];
  /** How many of `claims`, from the first, make the person; the others waited for a human, who can change their mind. */
  own: number;
  identifiers: Map<string, Identifier & { shared: boolean }>;
  /** The group this one was merged into; itself where it stands for itself. */
  root: Group;
}

export interface Resolution {
  groups: Group[];
  /** A claim whose identifiers belong to several people, with those people: a human must say. */
  pending: { claim: Claim; fits: Group[] }[];
  ignored: Claim[];
  /** What the provider told of nobody whom a list or a human has named: it makes no guest, and waits for one. */
  loose: Claim[];
}

interface Keyed {
  claim: Claim;
  identifiers: { key: string; identifier: Identifier; shared: boolean }[];
}

/** The key of "these identifiers together", by which the answer to a row that fits several people is remembered. */
export const togetherKey = (keys: readonly string[]): string => sha256Hex([...keys].sort().join("\n"));

/** The match keys of a claim that count: without those a human said are not theirs. */
export function keysOf(claim: Claim, decisions: Pick<Decisions, "notTheirs">): string[] {
  return keyed(claim, decisions, new Set()).identifiers.map(({ key }) => key);
}

/**
 * Who is who: a pure function of the claims and of human decisions, whatever order they came in. Claims are taken with
 * the fewest identifiers first, then by content: one that shares an identifier with one person is that person, with
 * none is a new person, with several waits for a human; what the provider told comes after whom it may be about. Total.
 */
export function resolveIdentity(claims: readonly Claim[], decisions: Decisions): Resolution {
  const resolution = resolveAll(claims, decisions);
  const strange = new Set(strangers(resolution).flatMap((group) => group.claims));
  if (strange.size === 0) return resolution;
  const rest = resolveIdentity(
    claims.filter((claim) => !strange.has(claim)),
    decisions,
  );
  return { ...rest, loose: [...strange, ...rest.loose] };
}

/** Of whom nobody but the provider speaks: an id seen with a number that several share, or whose list was taken back. */
const strangers = ({ groups }: Resolution): Group[] => {
  const joined = new Set(groups.flatMap((group) => (group.root === group ? [] : [group.root])));
  return groups.filter(
    (group) =>
      group.root === group && !joined.has(group) && group.claims.every((claim) => claim.kind === "provider"),
  );
};

function resolveAll(claims: readonly Claim[], decisions: Decisions): Resolution {
  const order = claims
    .map((claim) => keyed(claim, decisions, decisions.shared))
    .sort((a, b) => a.identifiers.length - b.identifiers.length || (a.claim.key < b.claim.key ? -1 : 1));
  const owner = new Map<string, Group>();
  const groupOf = new Map<string, Group>();
  const groups: Group[] = [];
  const held: Keyed[] = [];
  const take = (some: readonly Keyed[], makesPeople: (one: Keyed) => boolean): Keyed[] =>
    some.filter((one) => {
      const found = owners(one, owner);
      if (found.length === 0 && !makesPeople(one)) return true;
      if (found.length > 1) held.push(one);
      else attach(found[0] ?? newGroup(groups), one, owner, groupOf);
      return false;
    });
  // What the provider told of somebody nobody knows yet may follow from something else it told: their number changed twice.
  let unknown = take(order, ({ claim }) => claim.kind !== "provider");
  for (let before = Number.POSITIVE_INFINITY; unknown.length < before; ) {
    before = unknown.length;
    unknown = take(unknown, () => false);
  }
  take(unknown, () => true);
  for (const group of groups) group.own = group.claims.length;
  // A merge found by a claim that waits stands for whoever has the claim's first identifier.
  const standsFor = new Map(groupOf);
  for (const one of held) standsFor.set(one.claim.id, owners(one, owner)[0]!);
  applyMerges(decisions.merges, standsFor);
  const resolution: Resolution = { groups, pending: [], ignored: [], loose: [] };
  for (const one of held) settle(one, decisions, { owner, groupOf, resolution });
  return resolution;
}

function keyed(
  claim: Claim,
  { notTheirs }: Pick<Decisions, "notTheirs">,
  shared: ReadonlySet<string>,
): Keyed {
  const identifiers: Keyed["identifiers"] = [];
  for (const identifier of identifiersOf(claim.draft)) {
    const key = matchKey(identifier);
    if (notTheirs.size > 0 && notTheirs.has(`${claim.key} ${key}`)) continue;
    identifiers.push({ key, identifier, shared: shared.has(key) });
  }
  return { claim, identifiers };
}

function newGroup(groups: Group[]): Group {
  const group = { claims: [], own: 0, identifiers: new Map() } as unknown as Group;
  group.root = group;
  groups.push(group);
  return group;
}

function owners(one: Keyed, owner: ReadonlyMap<string, Group>): Group[] {
  const found: Group[] = [];
  for (const { key, shared } of one.identifiers) {
    const group = shared ? undefined : owner.get(key);
    if (group && !found.includes(group)) found.push(group);
  }
  return found;
}

function attach(group: Group, one: Keyed, owner: Map<string, Group>, groupOf: Map<string, Group>): void {
  group.claims.push(one.claim);
  groupOf.set(one.claim.id, group);
  for (const { key, identifier, shared } of one.identifiers) {
    if (!shared) {
      const known = owner.get(key);
      if (known && known !== group) continue;
      owner.set(key, group);
    }
    const stored = `${identifier.kind}:${identifier.value}`;
    const before = group.identifiers.get(stored);
    // One list that wrote the country code is enough to know it.
    const assumedCountry = identifier.assumedCountry && (before?.assumedCountry ?? true);
    group.identifiers.set(stored, { ...identifier, assumedCountry, shared });
  }
}

const rootOf = (group: Group): Group => {
  let root = group;
  while (root.root !== root) root = root.root;
  return root;
};

function applyMerges(merges: Decisions["merges"], standsFor: ReadonlyMap<string, Group>): void {
  for (const { keptClaim, goneClaim } of merges) {
    const kept = standsFor.get(keptClaim);
    const gone = standsFor.get(goneClaim);
    if (!kept || !gone) continue;
    const [to, from] = [rootOf(kept), rootOf(gone)];
    if (to !== from) from.root = to;
  }
  for (const group of standsFor.values()) group.root = rootOf(group);
}

interface Standing {
  owner: Map<string, Group>;
  groupOf: Map<string, Group>;
  resolution: Resolution;
}

function settle(one: Keyed, decisions: Decisions, { owner, groupOf, resolution }: Standing): void {
  const fits = [...new Set(owners(one, owner).map((group) => group.root))];
  if (fits.length === 1) {
    attach(fits[0]!, one, owner, groupOf);
    return;
  }
  const together = togetherKey(one.identifiers.map(({ key }) => key));
  if (decisions.ignored.has(together)) {
    resolution.ignored.push(one.claim);
    return;
  }
  const anchor = groupOf.get(decisions.belongs.get(together) ?? "");
  if (anchor) attach(anchor, one, owner, groupOf);
  else resolution.pending.push({ claim: one.claim, fits });
}

interface Vote {
  group: Group;
  personId: string;
  /** 0: claims that make the group say so now. 1: what waits for a human, or was otherwise before, says so. */
  rank: 0 | 1;
  /** The group has the name the person is known by. */
  named: boolean;
  /** Its claims were of somebody else before, who is known: they can be that one again. */
  elsewhere: boolean;
  count: number;
}

/**
 * Which known person each group is, each person once: who has their name, then who was nobody else before, then who has most
 * of their claims, then who was merged into nobody; where
 * nobody has them, what waits for a human or was theirs before tells, so that nobody is lost while something waits.
 * Undefined for a new one. Who is who does not depend on it, only under which id, and so with which invitations and
 * answers, it is stored.
 */
export function knownPersons(
  { groups, pending }: Resolution,
  people: ReadonlyMap<string, { name: string }>,
): Map<Group, string> {
  if (people.size === 0) return new Map();
  // A claim that waits stands for whoever has its first identifier.
  const waiting = Map.groupBy(pending, ({ fits }) => fits[0]!);
  const votes = groups.flatMap((group) => {
    const [own, later] = [group.claims.slice(0, group.own), group.claims.slice(group.own)];
    const held = [...later, ...(waiting.get(group) ?? []).map(({ claim }) => claim)];
    return [
      ...votesOf(group, { rank: 0, persons: own.map((claim) => claim.personId), people }),
      ...votesOf(group, {
        rank: 1,
        persons: [
          ...own.map((claim) => claim.formerPersonId),
          ...held.flatMap((claim) => [claim.personId, claim.formerPersonId]),
        ],
        people,
      }),
    ];
  });
  votes.sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.named) - Number(a.named) ||
      Number(a.elsewhere) - Number(b.elsewhere) ||
      b.count - a.count ||
      Number(b.group.root === b.group) - Number(a.group.root === a.group) ||
      (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0),
  );
  const known = new Map<Group, string>();
  const taken = new Set<string>();
  for (const { group, personId } of votes) {
    if (known.has(group) || taken.has(personId)) continue;
    known.set(group, personId);
    taken.add(personId);
  }
  return known;
}

function votesOf(
  group: Group,
  {
    rank,
    persons,
    people,
  }: {
    rank: Vote["rank"];
    persons: readonly (string | null | undefined)[];
    people: ReadonlyMap<string, { name: string }>;
  },
): Vote[] {
  const counts = new Map<string, number>();
  for (const id of persons) if (id && people.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([personId, count]) => {
    const { name } = people.get(personId)!;
    const named = group.claims.some(({ draft }) => draft.name.full === name);
    const elsewhere = group.claims.some(
      ({ formerPersonId: former }) => former && former !== personId && people.has(former),
    );
    return { group, personId, rank, named, elsewhere, count };
  });
}

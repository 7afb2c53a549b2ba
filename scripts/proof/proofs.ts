import { OPENING_RULES } from "@/lib/compliance/rules";
import { demo, type Part, run, vitest } from "./run";

export interface Proof {
  name: string;
  says: string;
  parts: Part[];
  /** A figure against a limit: n is no count of trials. */
  measured?: true;
  run(part: Part): Promise<{ ok: boolean; figures: Record<string, unknown> }>;
}

const seeds = (count: number, n: number): Part[] =>
  Array.from({ length: count }, (_, i) => ({ n, seed: i + 1 }));

/** The long forms. `n` is the number that counts in each: kills, cases, guests. */
export const PROOFS: Proof[] = [
  {
    name: "kill-dispatch",
    says: "kill -9 of the drain at n random points of a 10,000-household run, with and without receipts: nobody lost, nobody twice; what is sent again, a human has chosen",
    parts: seeds(1, 200),
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/kill-dispatch", {
        FAULT_HOUSEHOLDS: "10000",
        FAULT_KILLS: String(n),
        FAULT_SEED: String(seed),
      }),
  },
  {
    name: "kill-unrecorded",
    says: "n deaths of a drain process (SIGKILL) between the provider's answer and our commit, before the record and before its commit: nobody lost, nobody twice",
    parts: seeds(4, 250),
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/kill-unrecorded", {
        FAULT_DEATHS: String(n),
        FAULT_SEED: String(seed),
      }),
  },
  {
    name: "storm",
    says: "a provider that throttles 30 % of the calls with Retry-After, answers 20 % with 5xx, lets 10 % time out after it accepted them and resets 5 %: nobody lost, nobody twice, no retry before its time, goodput at least 0.9 of what the healthy share allows; n households",
    parts: seeds(1, 4_000),
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/storm", { FAULT_HOUSEHOLDS: String(n), FAULT_SEED: String(seed) }),
  },
  {
    name: "pacing",
    measured: true,
    says: "four drains in four processes at n messages a second for a minute, counted in the provider's ledger over sliding windows of one second: never more than 5 % above, at least 0.95 of it used",
    parts: [
      { n: 80, seed: 1 },
      { n: 1_000, seed: 2 },
    ],
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/pacing", {
        FAULT_RATE: String(n),
        FAULT_SECONDS: "60",
        FAULT_SEED: String(seed),
      }),
  },
  {
    name: "statuses",
    says: "n orders and repetitions of statuses on the real database, with several failure codes, two attempts, and reports that come before our own row: what is told alike ends alike",
    parts: seeds(1, 10_000),
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/statuses", {
        FAULT_PERMUTATIONS: String(n),
        FAULT_SEED: String(seed),
      }),
  },
  {
    name: "webhooks",
    says: "webhooks that are duplicate, forged, truncated, a week late, without phone numbers, and mixed batches of 1,000 updates and 3 MB, n bodies: forged are refused, every event of the others is accounted for",
    parts: seeds(1, 300),
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/webhooks", { FAULT_BODIES: String(n), FAULT_SEED: String(seed) }),
  },
  {
    name: "steering",
    says: "pause, resume, stop and a stopped sender, n times in the middle of sending with four drains: the provider accepts nothing later than a second after the command's commit",
    parts: seeds(1, 100),
    run: ({ n, seed }) =>
      vitest("faults", "tests/faults/steering", { FAULT_STEERS: String(n), FAULT_SEED: String(seed) }),
  },
  {
    name: "projections",
    says: "n answers of every kind with refreshes beside them: what was refreshed live equals a rebuild and the pure rule, row by row; and 10,000 reads of the dashboard during rebuilds and answers see no mixture",
    parts: seeds(1, 100_000),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/integration/reports/projections", {
        PROJECTION_FACTS: String(n),
        PROJECTION_READS: "10000",
        PROJECTION_SEED: String(seed),
      }),
  },
  {
    name: "site",
    says: "n guessed addresses of weddings and households mint no entry and no file; no cached file, key or header holds a token, a name or a number; a hidden function's name is in no byte for who is not invited; the inside of the cache is not there in any spelling; revocation acts at once",
    parts: seeds(1, 100_000),
    run: ({ n }) => vitest("browser", "tests/e2e/site", { SITE_GUESSES: String(n) }),
  },
  {
    name: "kill-web",
    says: "kill -9 of the web process at random points of the demo, then restart: the ledger and the dashboards still agree",
    parts: seeds(2, 10),
    async run({ n, seed }) {
      const { code, out } = await run(
        [
          "--import",
          "tsx",
          "scripts/demo.ts",
          "--json",
          "--guests",
          "1200",
          "--seed",
          String(seed),
          "--kills",
          String(n),
        ],
        {},
      );
      const {
        ok,
        provider,
        run: sent,
        answers,
        problems,
      } = JSON.parse(out || "{}") as Record<string, unknown>;
      return { ok: code === 0 && ok === true, figures: { provider, run: sent, answers, problems } };
    },
  },
  {
    name: "many-files",
    says: "n files at once into one wedding, every tenth of them nonsense: every good one is added, every bad one says why, memory stays bounded",
    parts: seeds(1, 300),
    run: ({ n }) => vitest("postgres", "tests/integration/imports/many", { MANY_FILES: String(n) }),
  },
  {
    name: "provider-list",
    says: "what no webhook told is found in the provider's list: every doubt that a list proves and every one it does not, broken lists, n orders of webhooks and list",
    parts: seeds(1, 40),
    run: ({ n }) =>
      vitest("postgres", "tests/integration/messaging/provider-list", {
        LONG_FORMS: "1",
        FAULT_ORDERS: String(n),
      }),
  },
  {
    name: "gate",
    says: "every vector of facts is decided by the database as by the pure rule, n of them",
    parts: seeds(1, 2 ** OPENING_RULES.length),
    run: () => vitest("postgres", "tests/integration/compliance/gate", { LONG_FORMS: "1" }),
  },
  {
    name: "loop",
    says: "150 people of every kind, and of each kind alone, from the list to the numbers, at Meta and Twilio, in order and in disorder: n cases, and the ledger agrees",
    parts: seeds(1, 7),
    run: () => vitest("postgres", "tests/integration/loop", { LONG_FORMS: "1" }),
  },
  {
    name: "screens",
    says: "every screen against WCAG 2.2 AA on a dark phone and a light laptop, n looks",
    measured: true,
    parts: seeds(1, 2),
    run: () => vitest("browser", "tests/e2e", { LONG_FORMS: "1" }),
  },
  {
    name: "laws",
    says: "laws of identity on the real database: any order, any split, undo, merge and unmerge, sharing; and of places, whoever moves, leaves or joins; n cases of each",
    parts: seeds(4, 500),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/integration/guests/laws", { LAW_CASES: String(n), LAW_SEED: String(seed) }),
  },
  {
    name: "laws-of-people",
    says: "n weddings in which lists are brought and taken back, differences decided, people merged, moved, taken off and written to by an owner, two side admins, the guests and the provider, some twenty acts each in any order: who is who follows from what was said, numbers move by answers alone, what is taken back is as it was, a side sees and changes nothing of the other",
    parts: seeds(4, 100),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/integration/guests/people-laws", {
        LAW_CASES: String(n),
        LAW_SEED: String(seed),
        LAW_STEPS: "24",
      }),
  },
  {
    name: "laws-of-sending",
    says: "n campaigns of some forty acts each by the family, its guests and the provider, in any order: nothing twice, nothing to whom it must not, nothing lost, counts as the rows, what is taken back is as it was",
    parts: seeds(4, 100),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/integration/messaging/laws-of-sending", {
        LAW_CASES: String(n),
        LAW_SEED: String(seed),
        LAW_STEPS: "40",
      }),
  },
  {
    name: "laws-of-answers",
    says: "n weddings of some forty acts each, whose guests write by every way and their families act: each message heard once and by whom it is of, what was said clearly is what stands on every screen, STOP at once, nobody's words lost",
    parts: seeds(4, 100),
    run: ({ n, seed }) =>
      vitest("postgres", "tests/integration/rsvp/laws-of-answers", {
        LAW_CASES: String(n),
        LAW_SEED: String(seed),
        LAW_STEPS: "40",
      }),
  },
  {
    name: "rules",
    says: "property tests of the conversation, the statuses, identity and the parsers",
    parts: seeds(3, 20_000),
    run: ({ n, seed }) =>
      vitest("unit", "lib/", { FAST_CHECK_RUNS: String(n), FAST_CHECK_SEED: String(seed) }),
  },
  {
    name: "demo",
    says: "the main job with 20,000 people in bounded memory",
    parts: [{ n: 20_000, seed: 1 }],
    run: (part) => demo(part),
  },
  {
    name: "demo-languages",
    says: "the main job with n people in three languages, a third of whom answer on the web",
    parts: seeds(2, 1_200),
    run: (part) => demo(part, "--languages", "en,hi,gu", "--web-share", "0.3"),
  },
];

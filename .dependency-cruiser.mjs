const PURE = "^lib/[^/]+/(rules(/|\\.ts$)|types\\.ts$|policy\\.ts$|inputs\\.ts$|ports\\.ts$)";
const TIERS = [
  ["access", "audit"],
  ["weddings", "guests", "imports", "events"],
  ["audience", "invitations", "compliance", "website"],
  ["messaging", "rsvp", "cards", "gifts"],
  ["reports", "exports", "privacy"],
];
const DOMAINS = TIERS.flat().join("|");

/** Dependencies point down; an upward call is a topic. */
const tiers = TIERS.slice(0, -1).map((tier, index) => ({
  name: `tier-${index}-looks-down`,
  severity: "error",
  comment: "A domain may use its own tier and the ones below; upward goes by a topic.",
  from: { path: `^lib/(${tier.join("|")})/`, pathNot: "/loaders(\\.ts$|/)" },
  to: {
    path: `^lib/(${TIERS.slice(index + 1)
      .flat()
      .join("|")})/`,
    pathNot: "topics\\.ts$",
  },
}));

/** The edges of the house (DESIGN section 2). Each rule has a planted violation in tests/architecture. */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "An import that cannot be resolved satisfies every other rule in silence.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^next-auth/adapters$" },
    },
    {
      name: "kernel-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^lib/kernel/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|components|db|jobs|simulator|lib/(?!kernel/))" },
    },
    {
      name: "rules-are-pure",
      severity: "error",
      from: { path: PURE, pathNot: "\\.test\\.ts$" },
      to: {
        path: `^(app|components|db|jobs|simulator)/|^lib/(platform|adapters)/|^lib/(${DOMAINS})/(queries|commands|loaders)|^(fs|net|http|https|child_process)$`,
      },
    },
    {
      name: "topics-are-light",
      severity: "error",
      from: { path: "^lib/[^/]+/topics\\.ts$" },
      to: { path: "^(app|components|db|jobs)/|^lib/(?!platform/topic\\.ts|kernel/)" },
    },
    {
      name: "commands-touch-no-network",
      severity: "error",
      from: { path: "^lib/[^/]+/commands/" },
      to: {
        path: "^(app|components|jobs|simulator)/|^lib/adapters/|/loaders(\\.ts$|/)|^(http|https|net)$|^next/",
      },
    },
    {
      name: "queries-only-read",
      severity: "error",
      from: { path: "^lib/[^/]+/queries" },
      to: { path: "^(app|components|jobs)/|^lib/adapters/|/(commands|loaders)|^next/" },
    },
    {
      name: "adapters-know-no-domain",
      severity: "error",
      from: { path: "^lib/adapters/" },
      to: { path: `^lib/(${DOMAINS})/`, pathNot: "/(ports|types)\\.ts$" },
    },
    {
      name: "only-dispatch-sends",
      comment: "No path leads to a guest's phone but through the claim, and so through the gate.",
      severity: "error",
      from: {
        path: "^(app|components|lib|jobs|db|scripts)/",
        pathNot: "^jobs/messaging/dispatch-messages\\.handler\\.ts$|^lib/adapters/",
      },
      to: { path: "^lib/adapters/(message-sender|(meta|twilio)/provider)\\.ts$" },
    },
    {
      name: "pages-compose",
      severity: "error",
      from: { path: "^app/.*(page|layout|loading|error|not-found)\\.tsx$" },
      to: {
        path: "^db/|^jobs/|^lib/[^/]+/(queries|commands)|^lib/adapters/",
      },
    },
    {
      name: "routes-go-through-commands",
      severity: "error",
      from: { path: "^app/api/" },
      to: { path: "^db/" },
    },
    {
      name: "components-stay-in-the-browser",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: "^(db|jobs|app)/|^lib/(adapters|platform)/|^lib/[^/]+/(queries|commands|loaders)",
      },
    },
    {
      name: "primitives-know-no-domain",
      severity: "error",
      from: { path: "^components/(ui|shared)/" },
      to: { path: `^components/(?!ui/|shared/)|^lib/(${DOMAINS})/` },
    },
    {
      name: "links-wait-to-be-reached",
      severity: "error",
      comment: "Next fetches whatever a link that is seen leads to; ours only what somebody reaches for.",
      from: { pathNot: "^components/ui/link\\.tsx$" },
      to: { path: "node_modules/next/link\\.js$" },
    },
    {
      name: "job-definitions-are-light",
      severity: "error",
      from: { path: "^jobs/.*\\.job\\.ts$" },
      to: { path: "^(db|app)/|/(commands|queries)", dependencyTypesNot: ["dynamic-import"] },
    },
    {
      name: "nothing-needs-the-app",
      severity: "error",
      from: { path: "^(lib|db|jobs|components|simulator)/" },
      to: { path: "^app/" },
    },
    {
      name: "simulator-stands-alone",
      severity: "error",
      from: { path: "^simulator/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|components|db|jobs|lib)/" },
    },
    {
      name: "only-session-knows-next-auth",
      severity: "error",
      from: {
        path: "^(app|components|lib|jobs|db)/",
        pathNot: "^lib/platform/(session|auth-adapter)\\.ts$|^app/api/auth/",
      },
      to: { path: "node_modules/next-auth" },
    },
    ...tiers,
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.parinaya)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json", ".css"],
    },
  },
};

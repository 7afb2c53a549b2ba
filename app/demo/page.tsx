import type { Metadata } from "next";
import { ROLE_HELP, ROLE_NAMES } from "@/components/access/role-words";
import { PageHeader } from "@/components/shared/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { PlainFrame } from "@/components/weddings/plain-frame";
import { requireEmbedded } from "@/lib/access/loaders";
import { ROLES } from "@/lib/access/types";

export const metadata: Metadata = { title: "Demo wedding" };

const NAMES = { owner: "Meera", admin: "Kabir", side_admin: "Nandini", viewer: "Dadi ji" };

type Props = { searchParams: Promise<{ as?: string }> };

export default async function DemoPage({ searchParams }: Props) {
  requireEmbedded();
  const { as } = await searchParams;
  const chosen = ROLES.find((role) => role === as) ?? "owner";
  return (
    <PlainFrame>
      <PageHeader
        title="The demo wedding"
        sentence="Anjali and Rohan marry in Jaipur. Choose whose eyes to look through; one click signs you in."
      />
      <ul className="grid gap-3">
        {ROLES.map((role) => (
          <li
            key={role}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-md border border-line bg-surface p-4"
          >
            <span className="min-w-0 flex-1 basis-56">
              <span className="block font-medium">
                {NAMES[role]}, {ROLE_NAMES[role].toLowerCase()}
              </span>
              <span className="block text-muted text-sm">{ROLE_HELP[role]}</span>
            </span>
            <form action="/api/demo/sign-in" method="post" className="w-full sm:w-auto">
              <input type="hidden" name="role" value={role} />
              <SubmitButton wide variant={role === chosen ? "primary" : "secondary"}>
                Enter as {ROLE_NAMES[role].toLowerCase()}
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
    </PlainFrame>
  );
}

import { notFound } from "next/navigation";
import { isEmbedded } from "@/lib/platform/env";

const ROLES = [
  ["owner", "Owner"],
  ["admin", "Admin"],
  ["side_admin", "Side admin"],
  ["viewer", "Viewer"],
] as const;

export default async function DemoPage() {
  if (!isEmbedded()) notFound();
  return (
    <main>
      {ROLES.map(([role, name]) => (
        <form key={role} action="/api/demo/sign-in" method="post">
          <button type="submit" name="role" value={role}>
            {name}
          </button>
        </form>
      ))}
    </main>
  );
}

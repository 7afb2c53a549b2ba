import { SignOutButton } from "@/components/access/sign-out-button";
import { Link } from "@/components/ui/link";

const LINK = "hit-area rounded-md px-2 py-2 text-ink no-underline hover:bg-sunken";

/** The top of the pages that belong to a person and to no wedding. */
export function ConsoleLinks() {
  return (
    <div className="flex items-center gap-1">
      <nav aria-label="Yours" className="flex items-center gap-1">
        <Link href="/weddings" className={LINK}>
          Weddings
        </Link>
        <Link href="/cards" className={LINK}>
          Cards
        </Link>
      </nav>
      <SignOutButton className="hidden sm:inline-flex" />
    </div>
  );
}

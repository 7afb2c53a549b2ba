import type { Role, SideScope } from "@/lib/access/types";

/** "Side admin, bride's side" */
export function roleWords(role: Role, side: SideScope): string {
  if (role === "side_admin") return `Side admin, ${side}’s side`;
  return ROLE_NAMES[role];
}

export const ROLE_NAMES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  side_admin: "Side admin",
  viewer: "Viewer",
};

export const ROLE_HELP: Record<Role, string> = {
  owner: "Does everything, and decides who is in the team.",
  admin: "Does everything except the team.",
  side_admin: "Looks after the guests and answers of one side only.",
  viewer: "Looks at the numbers. Sees no phone numbers and changes nothing.",
};

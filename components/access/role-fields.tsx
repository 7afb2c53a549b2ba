"use client";

import { ROLE_HELP, ROLE_NAMES } from "@/components/access/role-words";
import { RadioGroup } from "@/components/ui/radio-group";
import { ROLES, type Role, type SideScope } from "@/lib/access/types";

export type RoleChoice = { role: Role; side: SideScope };

/** A side admin has a side; everybody else sees both. */
export function RoleFields({
  value,
  onChange,
}: {
  value: RoleChoice;
  onChange: (choice: RoleChoice) => void;
}) {
  return (
    <>
      <RadioGroup
        legend="Role"
        name="role"
        value={value.role}
        onValueChange={(role) =>
          onChange({
            role: role as Role,
            side: role === "side_admin" ? (value.side === "all" ? "bride" : value.side) : "all",
          })
        }
        options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role], help: ROLE_HELP[role] }))}
      />
      {value.role === "side_admin" ? (
        <RadioGroup
          legend="Whose side?"
          name="side"
          inline
          value={value.side}
          onValueChange={(side) => onChange({ ...value, side: side as SideScope })}
          options={[
            { value: "bride", label: "Bride’s side" },
            { value: "groom", label: "Groom’s side" },
          ]}
        />
      ) : null}
    </>
  );
}

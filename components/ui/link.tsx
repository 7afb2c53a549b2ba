"use client";

import NextLink, { useLinkStatus } from "next/link";
import { type ComponentProps, useState } from "react";
import { createPortal } from "react-dom";

/**
 * A link within the app. What it leads to is fetched ahead once somebody reaches for it, by pointer, touch or key, and
 * not as soon as it is seen: a page shows a dozen links, and each of them would be a request, again after every change.
 * Whoever goes before it has come sees that it is on its way.
 */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  const [reached, setReached] = useState(false);
  const reach = () => setReached(true);
  const leave = () => setReached(false);
  return (
    <NextLink
      prefetch={reached ? null : false}
      onMouseEnter={reach}
      onTouchStart={reach}
      onFocus={reach}
      onMouseLeave={leave}
      onBlur={leave}
      {...props}
    >
      {children}
      <Going />
    </NextLink>
  );
}

function Going() {
  const { pending } = useLinkStatus();
  // Over the whole page: where the link stands, a bar beside it may lie higher.
  return pending
    ? createPortal(<span aria-hidden="true" className="going keep-colour" />, document.body)
    : null;
}

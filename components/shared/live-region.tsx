export type LiveRegionProps = {
  /** What a screen reader says when it changes. Keep the element mounted; change the words. */
  message: string;
  /** Interrupts. Only for what cannot wait. */
  urgent?: boolean;
};

export function LiveRegion({ message, urgent = false }: LiveRegionProps) {
  return (
    <div role={urgent ? "alert" : "status"} aria-live={urgent ? "assertive" : "polite"} className="sr-only">
      {message}
    </div>
  );
}

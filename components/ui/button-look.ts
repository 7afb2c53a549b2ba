import { cva, type VariantProps } from "class-variance-authority";

export const buttonLook = cva(
  [
    "hit-area inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-md border font-medium",
    "max-w-full whitespace-nowrap transition-colors max-[22rem]:whitespace-normal",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default",
    "[&_svg]:size-[1.125em] [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink hover:bg-sunken aria-expanded:bg-sunken",
        quiet: "border-transparent bg-transparent text-ink hover:bg-sunken aria-expanded:bg-sunken",
        danger: "border-transparent bg-rose text-rose-on hover:bg-rose-hover",
      },
      size: {
        sm: "min-h-9 px-3 text-sm",
        md: "min-h-11 px-4 text-base",
        lg: "min-h-13 px-6 text-base",
        icon: "size-11 p-0 text-base",
      },
      wide: { true: "w-full", false: "" },
      /** A label made of names, which may need several lines. */
      long: {
        true: "h-auto min-w-0 max-w-full shrink whitespace-normal break-words py-2 text-start",
        false: "",
      },
    },
    defaultVariants: { variant: "secondary", size: "md", wide: false },
  },
);

export type ButtonLook = VariantProps<typeof buttonLook>;

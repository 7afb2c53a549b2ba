interface FormAnswer {
  eventId: string;
  answer: "yes" | "no" | "maybe";
  adults: number;
  children: number;
}

const count = (text: string | null): number => {
  const value = Number(text ?? "0");
  return Number.isInteger(value) && value >= 0 && value <= 200 ? value : 0;
};

/** Reads a guest's form: `answer:<function>` with `adults:<function>` and `children:<function>`; what is left open is left out. */
export function answersOfForm(form: URLSearchParams): FormAnswer[] {
  const once = new Map(form.entries());
  return [...once].flatMap(([name, value]) => {
    const [what, eventId] = name.split(":");
    if (what !== "answer" || !eventId || (value !== "yes" && value !== "no" && value !== "maybe")) return [];
    return [
      {
        eventId,
        answer: value,
        adults: count(form.get(`adults:${eventId}`)),
        children: count(form.get(`children:${eventId}`)),
      },
    ];
  });
}

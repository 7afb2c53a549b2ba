// One question at a time, on a household's page. Without this file the same form shows all of them, and works.
(() => {
  const form = document.querySelector("form.answers");
  const questions = form ? [...form.querySelectorAll(".question")] : [];
  if (questions.length < 2) return;
  const send = form.querySelector("button[type=submit]");
  const bar = document.createElement("div");
  const button = (words, by) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "second";
    one.textContent = words;
    one.addEventListener("click", () => show(at + by, true));
    return one;
  };
  const back = button(form.dataset.back, -1);
  const next = button(form.dataset.next, 1);
  const place = document.createElement("output");
  bar.className = "steps";
  bar.append(back, place, next);
  form.insertBefore(bar, send);
  let at = 0;
  const show = (n, move) => {
    at = Math.max(0, Math.min(questions.length - 1, n));
    questions.forEach((one, index) => one.classList.toggle("now", index === at));
    back.hidden = at === 0;
    next.hidden = at === questions.length - 1;
    next.classList.toggle("second", false);
    place.textContent = form.dataset.step.replace("{n}", at + 1).replace("{all}", questions.length);
    send.classList.toggle("second", !next.hidden);
    if (!move) return;
    const head = questions[at].querySelector("h3");
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    questions[at].scrollIntoView({ block: "nearest" });
  };
  const from = () => {
    const aim = document.getElementById(location.hash.slice(1));
    return aim ? questions.findIndex((one) => one.contains(aim)) : -1;
  };
  form.classList.add("stepping");
  const wrong = questions.findIndex((one) => "problem" in one.dataset);
  const open = questions.findIndex((one) => !one.querySelector("input[type=radio]:checked"));
  show([wrong, from(), open, 0].find((n) => n >= 0), false);
  addEventListener("hashchange", () => {
    if (from() < 0) return;
    show(from(), true);
    // From "what was wrong", to the very answer that is.
    const aim = document.getElementById(location.hash.slice(1));
    if (aim.matches("fieldset")) aim.focus();
  });
  // A field that the browser itself finds wrong must be in sight to be put right.
  form.addEventListener("invalid", (event) => show(questions.findIndex((one) => one.contains(event.target)), true), true);
})();

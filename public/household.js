// Whose page this is, and whether they have answered: the page itself is the same for all who are invited to the same.
(() => {
  const title = document.getElementById("yours");
  if (!title) return;
  const here = location.pathname.replace(/\/+$/, "");
  fetch(`${here}/me?lang=${document.documentElement.lang}`, { headers: { accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((me) => {
      if (!me) return;
      const name = document.createElement("bdi");
      name.textContent = me.household;
      name.className = "whose";
      title.prepend(name);
      const form = me.change && document.querySelector(".yours form");
      if (!form) return;
      // Who has answered is not offered "all of us, to everything" again.
      form.querySelector("button").remove();
      const link = form.querySelector("a");
      link.textContent = me.change;
      link.className = "button";
    })
    .catch(() => {});
})();

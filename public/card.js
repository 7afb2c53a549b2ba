// Tells the host that somebody has the card before them: once, and only while it is really shown.
(function () {
  var told = false;
  function tell() {
    if (told || document.prerendering || document.visibilityState !== "visible") return;
    told = true;
    fetch(location.pathname.replace(/\/me$/, "") + "/opened", {
      method: "POST",
      body: new URLSearchParams(location.search).get("k") || "",
      keepalive: true,
      credentials: "same-origin",
    }).catch(function () {});
  }
  setTimeout(tell, 800);
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("prerenderingchange", tell);
})();

// Tells the host that somebody has the card before them: once, and only while it is really shown.
(function () {
  var told = false;
  var sending = null;
  function tell() {
    if (told || document.prerendering || document.visibilityState !== "visible") return;
    told = true;
    var sent = fetch(location.pathname.replace(/\/me$/, "") + "/opened", {
      method: "POST",
      body: new URLSearchParams(location.search).get("k") || "",
      keepalive: true,
      credentials: "same-origin",
    }).catch(function () {});
    var patience = new Promise(function (resolve) { setTimeout(resolve, 600); });
    sending = Promise.race([sent, patience]).then(function () { sending = null; });
  }
  setTimeout(tell, 800);
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("prerenderingchange", tell);
  // An answer tells the same; one that overtook the word under way would come from a device of its own. A second tap is
  // the same answer; what went wrong may be sent again.
  var answered = 0;
  addEventListener("pageshow", function () { answered = 0; });
  document.addEventListener("submit", function (event) {
    told = true;
    if (Date.now() - answered < 4000) return event.preventDefault();
    if (!sending) return void (answered = Date.now());
    event.preventDefault();
    sending.then(function () { event.target.requestSubmit(event.submitter); });
  });
})();

// Fills the activation form from a scanned slip: #login&code. What follows the # is never sent to
// any server; it is taken off the address at once, so that no history keeps it.
(function () {
  "use strict";
  function fill() {
    var told = location.hash.slice(1).split("&");
    var form = document.getElementById("activation");
    if (!form || told.length !== 2) { return; }
    try {
      form.elements.username.value = decodeURIComponent(told[0]);
      form.elements.code.value = decodeURIComponent(told[1]);
    } catch (error) {
      return; // a damaged address fills nothing
    } finally {
      history.replaceState(null, "", location.pathname);
    }
    form.querySelector("button").focus();
  }
  window.addEventListener("hashchange", fill); // a second slip, on the page of the first
  fill();
})();

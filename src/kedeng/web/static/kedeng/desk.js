// The review desk without the mouse. Every key has a link or a button that does the same.
"use strict";

(() => {
  const desk = document.querySelector(".desk");
  if (!desk) return;

  const STORED = "kedeng.desk.keys";
  const keysBar = document.querySelector("[data-keys]");
  const keysOn = document.querySelector("[data-keys-on]");

  function remembered() {
    try { return localStorage.getItem(STORED) !== "off"; } catch { return true; }
  }
  function remember(on) {
    try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* private window */ }
  }
  keysBar.hidden = false;
  keysOn.checked = remembered();
  keysOn.addEventListener("change", () => remember(keysOn.checked));

  // Which tab is shown: the frame itself changes by the link's target, without us.
  const tabs = [...desk.querySelectorAll(".desk__tabs a")];
  desk.addEventListener("click", (event) => {
    const link = event.target.closest('a[target="pane"]');
    if (!link) return;
    for (const tab of tabs) {
      if (tab.href === link.href) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  });

  let pointed = null; // the last line that the mouse was over
  desk.addEventListener("mouseover", (event) => {
    pointed = event.target.closest("dd") || pointed;
  });

  function addNote() {
    const line = document.activeElement.closest("dd") || pointed;
    const all = [...desk.querySelectorAll("details.remark")];
    const remark = (line && line.querySelector("details.remark")) || all[0];
    if (!remark) return;
    for (let outer = remark; outer; outer = outer.parentElement.closest("details")) {
      outer.open = true;
    }
    remark.querySelector("textarea").focus();
  }

  function writeReason() {
    const reason = document.getElementById("reason");
    if (reason) reason.focus();
  }

  // Passing needs the checklist; what is open is shown instead.
  function pass() {
    const button = desk.querySelector('button[data-key="p"]');
    if (!button) return;
    const open = desk.querySelector(".checks input:not(:checked)");
    if (open) open.focus();
    else if (desk.querySelector(".checks")) button.click();
    else button.focus();
  }

  function follow(key) {
    const link = document.querySelector(`a[data-key="${key}"]`);
    if (link) link.click();
  }

  const ACTS = { j: () => follow("j"), k: () => follow("k"), n: addNote, r: writeReason, p: pass };

  document.addEventListener("keydown", (event) => {
    if (!keysOn.checked || event.isComposing || event.keyCode === 229 || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = event.target;
    if (at.isContentEditable || at.closest("textarea, select, input:not([type=checkbox])")) return;
    const act = ACTS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Notes that were typed are not lost by a slip of the hand.
  const form = desk.querySelector(".desk__form");
  let sent = false;
  // After a refusal the page comes back with what was typed before.
  const again = form.hasAttribute("data-typed");
  const typed = () =>
    [...form.querySelectorAll("textarea")].some((box) => (again ? box.value : box.value !== box.defaultValue));
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && typed()) event.preventDefault();
  });
})();

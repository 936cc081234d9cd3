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

  // What was typed is put by in the background, and not lost by a slip of the hand.
  const PAUSE = 1500; // milliseconds of silence before it is put by
  const form = desk.querySelector(".desk__form");
  const told = form.querySelector("[data-kept]");
  let sent = false;
  let dirty = form.hasAttribute("data-typed"); // a refusal gives back what was typed before
  let timer = null;

  async function putBy() {
    if (sent || !dirty) return;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Requested-With": "autosave" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok) { dirty = true; return; }
      const data = await answer.json();
      if (told) told.textContent = told.dataset.keptWords.replace("{time}", data.saved);
      document.dispatchEvent(new CustomEvent("kedeng:session", { detail: data.session }));
    } catch { dirty = true; }
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(putBy, PAUSE);
  });
  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => {
    const filled = [...form.querySelectorAll("textarea")].some((box) => box.value);
    if (!sent && dirty && filled) event.preventDefault();
  });
})();

// Background saving, growing questions, pasted rows and row keys. The page works without it.
// A part is a section, [data-part], saved by itself in the background: the form of a section's page,
// or one of several in the form of the whole; data-part is what stands before its names there.
// What it says stands on the page, translated: data-… of [data-saved].
"use strict";

const PAUSE = 1000; // milliseconds of silence before a save: saved within 2 seconds of a pause
const COMPOSING = 3000; // the same while an input method is open, should it never say that it closed

const parts = [];
let waiting = null; // the button that was pressed while a save was under way

function setUp(part) {
  const form = part.closest("form");
  const prefix = part.dataset.part;
  const told = part.querySelector("[data-saved]");
  const version = named("version");
  const drawn = named("drawn");
  let timer = null;
  let saving = false;
  let again = false; // a save fell due while another was under way
  let dirty = false;
  let stopped = false;

  function named(name) {
    return part.querySelector('[name="' + prefix + name + '"]');
  }

  function typed() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken") body.append(name, value);
      else if (name.startsWith(prefix) && name !== prefix + "pasted") {
        body.append(name.slice(prefix.length), value);
      }
    }
    return body;
  }

  function tell(text, bad) {
    told.textContent = text;
    told.classList.toggle("saved--bad", Boolean(bad));
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  async function save() {
    if (saving) {
      again = true;
      return;
    }
    if (!dirty || stopped) return;
    saving = true;
    dirty = false;
    tell(told.dataset.saving);
    try {
      const answer = await fetch(part.dataset.address || form.action, {
        method: "POST",
        body: typed(),
        headers: { "X-Requested-With": "autosave" },
        credentials: "same-origin",
        redirect: "error",
      });
      await heed(answer);
    } catch (error) {
      dirty = true;
      tell(told.dataset.offline, true);
      later(5000);
    } finally {
      saving = false;
      const due = again;
      again = false;
      if (waiting) pressAgain();
      else if (due) save();
    }
  }

  async function heed(answer) {
    if (answer.status === 401) {
      stopped = true;
      tell(told.dataset.loggedOut, true);
      return;
    }
    if (answer.status === 404 || !(answer.headers.get("content-type") || "").includes("json")) {
      stopped = true;
      tell(told.dataset.closed, true);
      return;
    }
    if (answer.status === 409) {
      stopped = true;
      tell(told.dataset.conflict, true);
      return;
    }
    const data = await answer.json();
    if (!answer.ok) {
      stopped = true;
      tell(told.dataset.refused.replace("{message}", data.message), true);
      return;
    }
    version.value = data.version;
    if (drawn) drawn.value = data.drawn;
    // What is offered from the files names the version that it would change.
    document.querySelectorAll('[data-follows="' + form.id + '"]').forEach(function (follower) {
      follower.value = data.version;
    });
    document.dispatchEvent(new CustomEvent("kedeng:session", { detail: data.session }));
    tell(told.dataset.done.replace("{time}", data.saved));
    for (const [id, asked] of Object.entries(data.asked)) show(id, asked);
    for (const [id, mark] of Object.entries(data.marks)) remark(id, mark);
    for (const [id, text] of Object.entries(data.computed)) compute(id, text);
  }

  function show(id, asked) {
    const box = part.querySelector('[data-field="' + id + '"]');
    if (!box) return;
    const target = box.tagName === "TD" ? box.firstElementChild : box;
    target.hidden = !asked;
  }

  function compute(id, text) {
    const output = part.querySelector("output#" + id);
    if (output) output.value = text || "—";
  }

  function remark(id, mark) {
    const box = part.querySelector('[data-field="' + id + '"]');
    const shown = box && box.querySelector("[data-mark]");
    if (!shown || shown.textContent === mark) return;
    shown.textContent = mark;
    shown.className = mark === told.dataset.must ? "must" : "may";
  }

  part.addEventListener("input", function (event) {
    if (event.target.name === prefix + "pasted") return;
    dirty = true;
    stopped = false;
    const quick = event.target.type === "radio" || event.target.type === "checkbox";
    later(event.isComposing ? COMPOSING : quick ? 200 : PAUSE);
    count(event.target);
  });
  part.addEventListener("compositionend", function (event) {
    if (event.target.name === prefix + "pasted") return;
    dirty = true;
    stopped = false;
    later(PAUSE);
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty || saving) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  part.addEventListener("paste", takeRows);
  part.addEventListener("keydown", rowKeys);
  part.querySelectorAll("[data-count]").forEach(count);
  parts.push({
    isSaving: () => saving,
    hold: () => clearTimeout(timer),
    rest: function () {
      clearTimeout(timer);
      stopped = true;
      dirty = false;
    },
  });
}

// The form is sent by a button. Where saves are under way their answers bring the versions that it
// must name: the button is pressed again after the last of them.
function sent(event) {
  if (parts.some((part) => part.isSaving())) {
    event.preventDefault();
    waiting = event.submitter;
    parts.forEach((part) => part.hold());
    return;
  }
  parts.forEach((part) => part.rest());
}

function pressAgain() {
  if (parts.some((part) => part.isSaving())) return;
  const button = waiting;
  waiting = null;
  button.click();
}

function count(area) {
  const most = Number(area.dataset ? area.dataset.count : 0);
  if (!most) return;
  let line = area.nextElementSibling;
  if (!line || !line.classList.contains("count")) {
    line = document.createElement("div");
    line.className = "count num";
    area.after(line);
  }
  const used = Array.from(area.value.trim()).length;
  const counted = area.closest("[data-part]").querySelector("[data-saved]").dataset.counted;
  line.textContent = counted.replace("{used}", used).replace("{most}", most);
  line.classList.toggle("count--over", used > most);
}

// Several cells pasted into a row's input become rows of the table.
function takeRows(event) {
  const part = event.currentTarget;
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  const prefix = part.dataset.part;
  const box = part.querySelector('[name="' + prefix + 'pasted"]');
  const inRow = event.target.name && event.target.name.startsWith(prefix + "r.");
  if (!box || !inRow || !text.includes("\t")) return;
  event.preventDefault();
  box.value = text;
  part.querySelector("[data-paste]").click();
}

// Alt+↑ and Alt+↓ move the row that the cursor is in; a text of one line takes no line break.
function rowKeys(event) {
  if (event.key === "Enter" && !event.isComposing && event.target.matches(".input--wrap")) {
    event.preventDefault();
    return;
  }
  if (event.isComposing || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = event.target.closest("tr, fieldset");
  const way = event.key === "ArrowUp" ? "up" : "down";
  const button = row && row.querySelector('[data-move="' + way + '"]');
  if (button && !button.disabled) {
    event.preventDefault();
    button.click();
  }
}

document.querySelectorAll("[data-part]").forEach(setUp);
new Set(Array.from(document.querySelectorAll("[data-part]"), (part) => part.closest("form"))).forEach(
  (form) => form.addEventListener("submit", sent),
);
document.querySelectorAll("[data-scripted]").forEach((promise) => (promise.hidden = false));
const summary = document.getElementById("errors");
if (summary) summary.focus();
const added = document.getElementById(location.hash.slice(1));
if (added && added.matches(".rowadd")) {
  const rows = added.closest("[data-part]").querySelectorAll("tbody tr[id], fieldset.rowcard");
  const last = rows[rows.length - 1];
  const first = last && last.querySelector("input:not([type=hidden]), select, textarea");
  if (first) first.focus();
}

// Background saving, growing questions, pasted rows and row keys. The page works without it.
// What it says stands on the page, translated: data-… of [data-saved].
"use strict";

const PAUSE = 1500; // milliseconds of silence before a save: saved within 2 seconds of a pause

function setUp(form) {
  const told = form.querySelector("[data-saved]");
  const version = form.querySelector("[name=version]");
  let timer = null;
  let saving = false;
  let dirty = false;
  let stopped = false;
  let waiting = null; // the button that was pressed while a save was under way

  function tell(text, bad) {
    told.textContent = text;
    told.classList.toggle("saved--bad", Boolean(bad));
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  async function save() {
    if (saving || !dirty || stopped) return;
    saving = true;
    dirty = false;
    tell(told.dataset.saving);
    const body = new FormData(form);
    body.delete("pasted");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(body),
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
      if (waiting) {
        const button = waiting;
        waiting = null;
        dirty = false;
        button.click();
        return;
      }
      if (dirty && !stopped) later(PAUSE);
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
    document.dispatchEvent(new CustomEvent("kedeng:session", { detail: data.session }));
    tell(told.dataset.done.replace("{time}", data.saved));
    for (const [id, asked] of Object.entries(data.asked)) show(id, asked);
    for (const [id, mark] of Object.entries(data.marks)) remark(id, mark);
    for (const [id, text] of Object.entries(data.computed)) compute(id, text);
  }

  function show(id, asked) {
    const box = form.querySelector('[data-field="' + id + '"]');
    if (!box) return;
    const target = box.tagName === "TD" ? box.firstElementChild : box;
    target.hidden = !asked;
  }

  function compute(id, text) {
    const output = form.querySelector("output#" + id);
    if (output) output.value = text || "—";
  }

  function remark(id, mark) {
    const box = form.querySelector('[data-field="' + id + '"]');
    const shown = box && box.querySelector("[data-mark]");
    if (!shown || shown.textContent === mark) return;
    shown.textContent = mark;
    shown.className = mark === told.dataset.must ? "must" : "may";
  }

  form.addEventListener("input", function (event) {
    if (event.target.name === "pasted" || event.target.name === "version") return;
    dirty = true;
    stopped = false;
    const quick = event.target.type === "radio" || event.target.type === "checkbox";
    later(event.isComposing ? PAUSE * 2 : quick ? 200 : PAUSE);
    count(event.target);
  });
  form.addEventListener("submit", function (event) {
    clearTimeout(timer);
    if (saving) {
      // A save is under way: its answer brings the version that this one must name.
      event.preventDefault();
      waiting = event.submitter;
      return;
    }
    stopped = true;
    dirty = false;
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty || saving) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  form.addEventListener("paste", takeRows);
  form.addEventListener("keydown", rowKeys);
  form.querySelectorAll("[data-count]").forEach(count);
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
  const counted = area.form.querySelector("[data-saved]").dataset.counted;
  line.textContent = counted.replace("{used}", used).replace("{most}", most);
  line.classList.toggle("count--over", used > most);
}

// Several cells pasted into a row's input become rows of the table.
function takeRows(event) {
  const form = event.currentTarget;
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  const box = form.querySelector("[name=pasted]");
  const inRow = event.target.name && event.target.name.startsWith("r.");
  if (!box || !inRow || !text.includes("\t")) return;
  event.preventDefault();
  box.value = text;
  form.querySelector('[value="paste"]').click();
}

// Alt+↑ and Alt+↓ move the row that the cursor is in; a text of one line takes no line break.
function rowKeys(event) {
  if (event.key === "Enter" && !event.isComposing && event.target.matches(".input--wrap")) {
    event.preventDefault();
    return;
  }
  if (event.isComposing || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = event.target.closest("tr, fieldset");
  const word = event.key === "ArrowUp" ? "up:" : "down:";
  const button = row && row.querySelector('[name="op"][value^="' + word + '"]');
  if (button && !button.disabled) {
    event.preventDefault();
    button.click();
  }
}

document.querySelectorAll("form[data-autosave]").forEach(setUp);
const summary = document.getElementById("errors");
if (summary) summary.focus();
if (location.hash === "#last") {
  const rows = document.querySelectorAll("tbody tr[id], fieldset.rowcard");
  const last = rows[rows.length - 1];
  const first = last && last.querySelector("input:not([type=hidden]), select, textarea");
  if (first) first.focus();
}

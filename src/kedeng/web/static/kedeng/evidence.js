// Checks a file before it is sent and shows how far it has come. The page works without it.
// What it says stands on the form, translated: data-… of #upload.
"use strict";

const MEGABYTE = 1024 * 1024;

function problemOf(form) {
  const file = form.elements.file.files[0];
  const chosen = [...form.querySelectorAll("[name=slots]:checked")];
  const said = form.dataset;
  if (!file) return [said.noFile, form.elements.file];
  if (file.size === 0) return [said.empty, form.elements.file];
  if (file.size > Number(said.most)) {
    const large = said.large.replace("{size}", Math.floor(file.size / MEGABYTE));
    return [large.replace("{most}", Math.floor(said.most / MEGABYTE)), form.elements.file];
  }
  if (!chosen.length) return [said.noSlot, form.querySelector("[name=slots]")];
  if (chosen.some((box) => "named" in box.dataset) && !form.elements.slot_name.value.trim()) {
    return [said.noName, form.elements.slot_name];
  }
  return null;
}

function tell(form, text) {
  const place = form.querySelector("[data-problem]");
  place.textContent = "";
  if (!text) return;
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = text;
  place.append(line);
}

// The answer is the page anew, with what was taken or why not: it takes the place of this one.
function show(answer) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const main = page.getElementById("main");
  if (!main) {
    location.reload();
    return;
  }
  document.title = page.title;
  document.getElementById("main").replaceWith(main);
  history.replaceState(null, "", answer.responseURL || location.href);
  const alert = main.querySelector(".alert, .flash");
  if (alert) {
    alert.tabIndex = -1;
    alert.focus();
  }
  const form = document.getElementById("upload");
  if (form) setUp(form);
}

function send(form, arrived) {
  const progress = form.querySelector("[data-progress]");
  const button = form.querySelector("button[type=submit]");
  const sending = new XMLHttpRequest();
  const body = new FormData(form);
  if (arrived) {
    body.delete("file");
    body.append("arrived", arrived);
    progress.textContent = form.dataset.kept;
  }
  const end = () => { button.disabled = false; };
  button.disabled = true;
  sending.upload.addEventListener("progress", (event) => {
    if (arrived) return;
    const share = Math.floor((100 * event.loaded) / event.total);
    const text = share < 100 ? form.dataset.sending.replace("{share}", share) : form.dataset.kept;
    if (progress.textContent !== text) progress.textContent = text;
  });
  sending.addEventListener("load", () => { end(); show(sending); });
  sending.addEventListener("error", () => {
    end();
    progress.textContent = "";
    tell(form, form.dataset.offline);
  });
  sending.open("POST", form.action);
  sending.send(body);
}

async function sendInPieces(form) {
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    send(form, await kedengPieces.send(form));
  } catch (refused) {
    button.disabled = false;
    form.querySelector("[data-progress]").textContent = "";
    tell(form, refused.message);
  }
}

async function start(form) {
  const mark = window.kedengMarks ? await kedengMarks.look(form.elements.file.files[0]) : "";
  if (mark) {
    form.elements.file.value = "";
    tell(form, form.dataset.marked.replace("{mark}", mark));
    form.elements.file.focus();
  } else if (window.kedengPieces && kedengPieces.fits(form)) sendInPieces(form);
  else send(form);
}

function setUp(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const problem = problemOf(form);
    tell(form, problem && problem[0]);
    if (problem) problem[1].focus();
    else start(form);
  });
}

setUp(document.getElementById("upload"));

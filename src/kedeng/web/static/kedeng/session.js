// Warns before the session ends, and lets it go on. The page works without it.
"use strict";

const NOTICE = 150 * 1000; // milliseconds before the end: two minutes and a half (WCAG 2.2.1)

function warnOfEnd(box) {
  const form = box.querySelector("form");
  const minutes = box.querySelector("[data-minutes]");
  const tabs = window.BroadcastChannel ? new BroadcastChannel("kedeng-session") : null;
  let ends = 0; // when it ends without a further request
  let last = 0; // when it ends in any case

  function set(left, most) {
    ends = Date.now() + left * 1000;
    last = Date.now() + most * 1000;
    if (ends - Date.now() > NOTICE) close();
  }

  function close() {
    if (box.open) box.close();
  }

  function say(state) {
    for (const part of box.querySelectorAll("[data-say]")) {
      part.hidden = !part.dataset.say.split(" ").includes(state);
    }
    if (!box.open) box.showModal();
  }

  function look() {
    const rest = ends - Date.now();
    if (rest > NOTICE || box.dataset.dismissed) return;
    if (rest <= 0) {
      box.dataset.dismissed = "1";
      say("over");
      return;
    }
    const text = String(Math.ceil(rest / 60000));
    if (minutes.textContent !== text) minutes.textContent = text; // read out once a minute
    say(last - ends < NOTICE ? "last" : "soon");
  }

  async function stay() {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Requested-With": "autosave" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (answer.status === 401) {
        ends = 0;
        look();
        return;
      }
      const data = await answer.json();
      hear(data);
      if (tabs) tabs.postMessage(data);
    } catch (error) {
      say("offline");
    }
  }

  // A save in the background, or another tab, has moved the end.
  function hear(data) {
    delete box.dataset.dismissed;
    set(data.left, data.most);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    stay();
  });
  box.querySelector("[data-close]").addEventListener("click", function () {
    box.dataset.dismissed = "1";
    close();
  });
  document.addEventListener("kedeng:session", (event) => hear(event.detail));
  const data = { left: Number(box.dataset.left), most: Number(box.dataset.most) };
  set(data.left, data.most);
  if (tabs) {
    tabs.onmessage = (event) => hear(event.data);
    tabs.postMessage(data);
  }
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
}

const box = document.getElementById("session-end");
if (box && box.showModal) warnOfEnd(box);

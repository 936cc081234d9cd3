// Sends a large file in pieces, each with its digest. The server knows which pieces it has: after a
// broken line or a new login it is asked, and only the others are sent. Digests need https or
// localhost; without them the whole file is sent with the form.
"use strict";

(() => {
  const PAUSES = [1, 2, 4, 8, 15]; // seconds before a piece is tried again

  function fits(form) {
    const file = form.elements.file.files[0];
    return Boolean(window.crypto && crypto.subtle && file && file.size > 1024 * 1024);
  }

  async function send(form) {
    const file = form.elements.file.files[0];
    const upload = await begin(form, file);
    const here = new Set(upload.here);
    for (let number = 0; number < upload.pieces; number += 1) {
      if (here.has(number)) continue;
      const data = await file.slice(number * upload.piece, (number + 1) * upload.piece).arrayBuffer();
      const digest = hex(await crypto.subtle.digest("SHA-256", data));
      showShare(form, Math.floor((100 * here.size) / upload.pieces));
      await post(form, `${form.dataset.begin}${upload.upload}/${number}/?digest=${digest}`, data);
      here.add(number);
    }
    showShare(form, 100);
    return upload.upload;
  }

  function begin(form, file) {
    const body = new URLSearchParams({
      name: file.name,
      size: file.size,
      fingerprint: `${file.lastModified}`,
    });
    return post(form, form.dataset.begin, body);
  }

  // Answers with what the server says; waits where the line or the login is gone, as long as it takes.
  async function post(form, address, body) {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await tried(form, address, body);
      if (answer && answer.ok) return answer.json();
      if (answer && (answer.status === 401 || answer.status === 403)) await login(form);
      else if (answer && answer.status === 409) {
        const said = await answer.json();
        if (said.code !== "piece_broken" || attempt >= PAUSES.length) throw new Error(said.message);
      } else if (answer && answer.status < 500) throw new Error(form.dataset.offline);
      else await pause(form, attempt);
    }
  }

  async function tried(form, address, body) {
    try {
      return await fetch(address, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: {
          "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
          "X-Requested-With": "pieces",
        },
      });
    } catch (gone) {
      return null;
    }
  }

  function pause(form, attempt) {
    say(form, form.dataset.waiting);
    const seconds = PAUSES[Math.min(attempt, PAUSES.length - 1)];
    return new Promise((go) => {
      const timer = setTimeout(go, seconds * 1000);
      window.addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });
  }

  // A new login has a new token: the page is asked for it before the next piece.
  async function login(form) {
    const place = form.querySelector("[data-again]");
    say(form, form.dataset.login);
    place.hidden = false;
    await new Promise((go) => {
      place.querySelector("button").addEventListener("click", go, { once: true });
    });
    place.hidden = true;
    try {
      const page = await fetch(form.action, { credentials: "same-origin" });
      const again = new DOMParser().parseFromString(await page.text(), "text/html");
      const token = again.querySelector("#upload [name=csrfmiddlewaretoken]");
      if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    } catch (gone) {
      // the next try will tell
    }
  }

  function showShare(form, share) {
    const bar = form.querySelector("progress");
    bar.hidden = false;
    bar.value = share;
    say(form, form.dataset.sending);
  }

  function say(form, text) {
    const told = text.replace("{share}", form.querySelector("progress").value);
    const place = form.querySelector("[data-progress]");
    if (place.textContent !== told) place.textContent = told;
  }

  function hex(buffer) {
    return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  window.kedengPieces = { fits, send };
})();

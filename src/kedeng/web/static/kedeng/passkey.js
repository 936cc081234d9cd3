// Makes and proves passkeys: what browsers do through this interface alone. Codes work without it.
"use strict";

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// The server's JSON has bytes in base64url; the browser wants buffers.
function forBrowser(options) {
  const named = (list) => (list || []).map((key) => ({ ...key, id: toBytes(key.id) }));
  const ready = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) ready.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) ready.allowCredentials = named(options.allowCredentials);
  return ready;
}

function forServer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  const id = toText(credential.rawId);
  return JSON.stringify({ id, rawId: id, type: credential.type, response });
}

function setUpPasskey(form) {
  const said = form.querySelector("[data-passkey-said]");
  form.querySelector("button").hidden = false;
  said.textContent = "";
  form.addEventListener("submit", async function (event) {
    if (form.elements.answer.value) return;
    event.preventDefault();
    const wanted = { publicKey: forBrowser(JSON.parse(form.dataset.options)) };
    try {
      const credential = await navigator.credentials[form.dataset.passkey](wanted);
      form.elements.answer.value = forServer(credential);
    } catch (error) {
      said.textContent = "没有完成。可以再试一次，或者改用其他方式。";
      return;
    }
    form.submit();
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(setUpPasskey);

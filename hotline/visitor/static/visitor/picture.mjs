// A picture is made small on the phone (which also takes its place and time out) and sent without leaving the page.
// What fails stays chosen, and goes under the same id: a repeat is the same picture.

import { newId } from "./outbox.mjs";

const LONGEST = 1600;

/** @param {File} file @returns {Promise<Blob>} */
async function smaller(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const ratio = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * ratio);
    canvas.height = Math.round(bitmap.height * ratio);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob((blob) => done(blob ?? file), "image/jpeg", 0.82));
  } catch {
    return file; // the server can read more kinds
  }
}

/** @param {HTMLFormElement} form */
export function sendPictures(form) {
  const state = form.querySelector("[data-chat-picture-state]");
  const text = form.dataset;
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = [...form.querySelectorAll("[type=file]")].flatMap((field) => [...field.files])[0];
    if (busy) return;
    if (!file) {
      state.textContent = text.textNone;
      return;
    }
    busy = true;
    state.textContent = text.textSending;
    const small = await smaller(file);
    const fields = new FormData();
    fields.append("client_id", form.elements.client_id.value);
    fields.append("picture", small, small === file ? file.name : "anh.jpg");
    try {
      const answer = await (await fetch(form.action, { method: "POST", body: fields })).json();
      state.textContent = answer.type === "error" ? answer.detail : "";
      if (answer.type === "ack") {
        form.reset();
        form.elements.client_id.value = newId();
        form.parentElement.open = false;
      }
    } catch {
      state.textContent = text.textLost;
    }
    busy = false;
  });
}

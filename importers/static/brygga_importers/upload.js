/* Sends dropped files a piece at a time, so that a broken connection loses no more than a piece. Without this script
   the form sends the files as any form does. */
(() => {
  const zone = document.querySelector("[data-upload]");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector(".brygga-drop__files");
  const form = zone.closest("form");
  const size = Number(zone.dataset.piece);
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  let busy = 0;

  async function ask(fields) {
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    const answer = await fetch(zone.dataset.upload, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token },
    });
    const said = await answer.json();
    if (said.refused) throw Object.assign(new Error(said.refused), { refused: true });
    return said.received;
  }

  async function patiently(fields, row) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await ask(fields);
      } catch (error) {
        if (error.refused || tries > 60) throw error;
        row.lastChild.textContent = ` ${zone.dataset.lost}`;
        await pause(Math.min(2 + tries, 15));
      }
    }
  }

  async function send(file) {
    const row = document.createElement("li");
    row.append(`${file.name}: `, document.createElement("span"));
    list.append(row);
    busy += 1;
    try {
      let at = await patiently({ name: file.name }, row);
      do {
        const piece = file.slice(at, at + size);
        at = await patiently({ name: file.name, at, total: file.size, piece }, row);
        row.lastChild.textContent = ` ${Math.round((100 * at) / (file.size || 1))} % ${zone.dataset.sent}`;
      } while (at < file.size);
      row.lastChild.textContent = ` ${zone.dataset.whole}`;
    } catch (error) {
      row.lastChild.textContent = ` ${error.message}`;
      row.lastChild.className = "error-message";
    }
    busy -= 1;
  }

  let queue = Promise.resolve();
  function take(files) {
    [...files].forEach((file) => {
      queue = queue.then(() => send(file));
    });
  }

  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  ["dragenter", "dragover"].forEach((name) =>
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("brygga-drop--over");
    }),
  );
  ["dragleave", "drop"].forEach((name) =>
    zone.addEventListener(name, () => zone.classList.remove("brygga-drop--over")),
  );
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
  let waited = false;
  form.addEventListener("submit", (event) => {
    if (!busy || waited) return;
    event.preventDefault();
    const { submitter } = event;
    queue.then(() => {
      waited = true;
      form.requestSubmit(submitter);
    });
  });
})();

// Makes the studio's forms handier: saves as one writes, moves by drag and by
// Alt with the arrow keys, adds and removes in place, copies what is to be
// passed on. Every step is a form that works without it; the server makes every
// page.
"use strict";
(() => {
  const PAUSE_MS = 700;
  const RETRY_MS = 4000;
  /** Fields that add something: sent when one presses the button, or goes on. */
  const adds = (name) => name.startsWith("new.") || name === "paste" || name === "new_language";

  document.documentElement.classList.add("scripted");
  let timer = 0;
  /** What is being sent, one after the other. */
  let queue = Promise.resolve();
  let sending = 0;
  /** Somebody changed the same thing: the next saving shows both. */
  let contradicts = false;

  const editor = () => document.querySelector("form[data-autosave]");
  const say = (words) => {
    const place = document.getElementById("saved");
    if (place && place.textContent !== words) place.textContent = words;
  };

  /** One after the other, so that each is sent with the version of the last. */
  const enqueue = (job) => {
    sending += 1;
    const done = queue.then(job).finally(() => { sending -= 1; });
    queue = done.catch(() => {});
    return done;
  };

  const fieldsOf = (form, go) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("go", go);
    return body;
  };

  /** Sends a form; the page that comes back, or nothing if it was not taken. */
  const send = async (form, body, keepalive = false) => {
    say("Saving …");
    let response;
    try {
      response = await fetch(form.action, { method: "POST", body, keepalive });
    } catch {
      say("Not saved: no connection. It is tried again.");
      schedule(RETRY_MS);
      return null;
    }
    contradicts = response.status === 409;
    if (contradicts) {
      say("Somebody changed the same thing. Press Save to see both.");
      return null;
    }
    if (!response.ok || new URL(response.url).pathname.startsWith("/sign-in")) {
      say("Not saved. Press Save to see why.");
      return null;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { page, address: new URL(response.url) };
  };

  const named = (form) => [...form.elements].filter((field) => field.name && !adds(field.name) && field.name !== "go");
  const shape = (form) => named(form).map((field) => `${field.name} ${field.type}`).join("\n");
  const stateOf = (field) => (field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);

  /** What is around the fields, from the page that came back. */
  const refresh = (page) => {
    for (const fresh of page.querySelectorAll("[data-sync]")) {
      const old = document.getElementById(fresh.id);
      if (old && old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
    }
    const version = page.querySelector("[data-version]");
    for (const field of document.querySelectorAll("input[name=version]")) {
      if (version) field.value = version.value;
    }
    for (const part of [".steps", ".undo-acts"]) {
      const [fresh, old] = [page.querySelector(part), document.querySelector(part)];
      if (fresh && old && !old.contains(document.activeElement)) old.innerHTML = fresh.innerHTML;
    }
  };

  /** Puts what others have changed into the fields, unless one is writing there. */
  const takeOver = (form, fresh, sent) => {
    const known = named(form);
    named(fresh).forEach((field, position) => {
      const old = known[position];
      for (const mark of ["aria-invalid", "placeholder"]) {
        if (field.hasAttribute(mark)) old.setAttribute(mark, field.getAttribute(mark));
        else old.removeAttribute(mark);
      }
      old.classList.toggle("gap", field.classList.contains("gap"));
      const isUntouched = stateOf(old) === sent[position] && old !== document.activeElement;
      if (!isUntouched || stateOf(field) === sent[position]) return;
      if (typeof sent[position] === "boolean") old.checked = field.checked;
      else old.value = field.value;
    });
  };

  const save = (keepalive = false) => {
    clearTimeout(timer);
    timer = 0;
    return enqueue(async () => {
      const form = editor();
      if (!form) return;
      const body = fieldsOf(form, "save");
      for (const name of [...body.keys()]) if (adds(name)) body.delete(name);
      const sent = named(form).map(stateOf);
      const before = shape(form);
      const answer = await send(form, body, keepalive);
      if (!answer) return;
      const fresh = answer.page.querySelector("form[data-autosave]");
      refresh(answer.page);
      if (fresh && before === shape(form)) {
        if (shape(fresh) === before) takeOver(form, fresh, sent);
        else swap(answer.page, keyOf(document.activeElement));
      }
      say("Saved");
    });
  };

  const schedule = (pause = PAUSE_MS) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  /** What finds an element again in the page that replaces this one. */
  const keyOf = (element) => {
    if (!element || element === document.body) return null;
    const caret = "selectionStart" in element ? element.selectionStart : null;
    return { id: element.id, name: element.name, value: element.tagName === "BUTTON" ? element.value : null, caret };
  };
  const findAgain = (key) => {
    if (!key) return null;
    if (key.value) return document.querySelector(`#content button[value="${CSS.escape(key.value)}"]`);
    return key.id ? document.getElementById(key.id) : null;
  };
  const openDetails = () => [...document.querySelectorAll("#content details")]
    .filter((details) => details.open)
    .map((details) => [details.closest("[id]")?.id, details.querySelector("summary").textContent].join("\n"));

  /** The new content in the place of the old, the cursor where it was. */
  const swap = (page, key, places = []) => {
    const open = new Set(openDetails());
    const typed = [...document.querySelectorAll("#content [name]")].filter((field) => adds(field.name) && field.value);
    const [content, fresh] = [document.getElementById("content"), page.getElementById("content")];
    const [status, newStatus] = [document.getElementById("saved"), page.getElementById("saved")];
    if (status && newStatus) newStatus.replaceWith(document.adoptNode(status));
    content.replaceChildren(...fresh.childNodes);
    document.title = page.title;
    for (const details of document.querySelectorAll("#content details")) {
      const name = [details.closest("[id]")?.id, details.querySelector("summary").textContent].join("\n");
      if (open.has(name)) details.open = true;
    }
    if (key?.keepsTyped) for (const field of typed) {
      const again = document.getElementById(field.id);
      if (again) again.value = field.value;
    }
    const candidates = [findAgain(key), ...places.map((place) => document.querySelector(place))];
    const target = candidates.find((element) => element && !element.disabled);
    target?.focus();
    if (target && key?.caret != null && target.id === key.id) {
      try { target.setSelectionRange(key.caret, key.caret); } catch { /* no text field */ }
    }
  };

  /** Does what the button does, in place. `focus` is where the cursor goes. */
  const press = (form, go, words, focus, places = []) => {
    clearTimeout(timer);
    timer = 0;
    return enqueue(async () => {
      const current = document.getElementById(form.id) ?? form;
      const answer = await send(current, fieldsOf(current, go));
      if (!answer) return;
      if (answer.address.pathname !== location.pathname) {
        location.assign(answer.address);
        return;
      }
      swap(answer.page, focus(), places);
      say(words);
    });
  };

  const SAID = { up: "Moved up", down: "Moved down", remove: "Removed. Undo brings it back.", copy: "Duplicated", add: "Added", place: "Moved" };

  document.addEventListener("submit", (event) => {
    const [form, button] = [event.target, event.submitter];
    if (!form.closest("#content") || !document.getElementById("saved")) return;
    const go = button?.value ?? "";
    if (button && "swap" in button.dataset) {
      event.preventDefault();
      const [verb, id] = go.split(":");
      const other = verb === "up" ? "down" : "up";
      const item = button.closest("li");
      const near = item && (item.nextElementSibling ?? item.previousElementSibling);
      const places = verb === "add" ? ["#new\\.text" + CSS.escape(`.${document.querySelector("input[name=language]")?.value}`)]
        : [`button[value="${other}:${id}"]`, near ? `#${CSS.escape(near.id)} button[value^=remove], #${CSS.escape(near.id)} a` : "", "#content a"].filter(Boolean);
      const key = verb === "add" ? null : keyOf(button);
      press(form, go, SAID[verb] ?? "Saved", () => key, places);
      return;
    }
    if (go === "save" && form === editor() && !contradicts) {
      event.preventDefault();
      const isAdding = [...form.elements].some((field) => adds(field.name) && field.value.trim());
      const key = keyOf(document.activeElement);
      if (isAdding) press(form, "save", "Saved", () => key);
      else save();
      return;
    }
    if (timer && !contradicts || sending) {
      // First what is on its way; then this, with the version that came back.
      event.preventDefault();
      (timer && !contradicts ? save() : queue).then(() => {
        const again = document.querySelector(`form[action="${form.getAttribute("action")}"]`) ?? form;
        again.requestSubmit(findAgain(keyOf(button)) ?? undefined);
      });
    }
  });

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.form?.matches("[data-autosave]") && field.name && !adds(field.name)) schedule();
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.form?.matches("[data-autosave]") || adds(field.name)) return;
    if ("swapOnChange" in field.dataset) press(field.form, "save", "Saved", () => keyOf(document.activeElement));
    // What is typed has been seen to as it was typed.
    else if (field.tagName === "SELECT" || field.type === "checkbox" || field.type === "radio") schedule(0);
  });

  /** What was typed into the empty line belongs to the survey, too. */
  document.addEventListener("focusout", (event) => {
    const line = event.target.closest?.("#new-part");
    if (!line || line.contains(event.relatedTarget) || event.relatedTarget?.tagName === "BUTTON") return;
    const isFilled = [...line.querySelectorAll("input")].some((field) => field.value.trim());
    if (isFilled) press(line.closest("form"), "add", SAID.add, () => keyOf(document.activeElement));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !(timer || sending) || event.ctrlKey || event.metaKey || event.shiftKey || link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    (timer ? save() : queue).then(() => location.assign(link.href));
  });
  addEventListener("pagehide", () => { if (timer) save(true); });

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const button = at.closest?.("[data-sortable] > li")?.querySelector(`[data-move="${event.key === "ArrowUp" ? "up" : "down"}"]`);
      if (!button) return;
      event.preventDefault();
      if (button.disabled) return;
      const key = at.tagName === "A" ? { id: at.closest("li").id, isLink: true } : keyOf(at);
      const [verb] = button.value.split(":");
      press(button.form, button.value, SAID[verb], () => (key.isLink ? null : key), key.isLink ? [`#${CSS.escape(key.id)} a`] : []);
      return;
    }
    if (event.key === "Enter" && at.tagName === "INPUT" && at.type === "text") {
      const first = document.querySelector("#new-part input[type=text]");
      if (at.closest("#new-part")) {
        event.preventDefault();
        document.getElementById("add-part").click();
      } else if (at.closest(".part-list") && first) {
        event.preventDefault();
        first.focus();
      }
    }
  });

  /** Dragging: the items themselves move, and are sent when they are let go. */
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.(".grip");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const item = grip.closest("[data-sortable] > li");
    const list = item.parentElement;
    const before = [...list.children].indexOf(item);
    const move = (at) => {
      const others = [...list.children].filter((other) => other !== item);
      const next = others.find((other) => {
        const box = other.getBoundingClientRect();
        return at.clientY < box.top + box.height / 2;
      });
      if (next !== item.nextElementSibling) list.insertBefore(item, next ?? null);
    };
    const end = (at) => {
      item.classList.remove("dragged");
      for (const [name, heard] of listeners) document.removeEventListener(name, heard);
      const now = [...list.children].indexOf(item);
      if (at.type === "pointercancel") list.insertBefore(item, list.children[before + (now < before ? 1 : 0)] ?? null);
      else if (now !== before) {
        const go = list.dataset.sortable === "question" ? `place:${item.dataset.id}:${now}` : "save";
        press(item.closest("form"), go, SAID.place, () => null, [`#${CSS.escape(item.id)} a, #${CSS.escape(item.id)} input[type=text]`]);
      }
    };
    item.classList.add("dragged");
    // Not captured by the grip: a browser lets go of what moves in the page.
    const listeners = [["pointermove", move], ["pointerup", end], ["pointercancel", end]];
    for (const [name, heard] of listeners) document.addEventListener(name, heard);
  });

  /** A button beside what is to be passed on, and what came of pressing it. */
  for (const field of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "second", textContent: "Copy" });
    const label = field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    if (label) button.setAttribute("aria-label", `Copy: ${label.textContent}`);
    const outcome = document.createElement("span");
    outcome.className = "note";
    outcome.setAttribute("role", "status");
    field.after(button, outcome);
    button.addEventListener("click", async () => {
      let isCopied = true;
      try {
        await navigator.clipboard.writeText(field.value ?? field.textContent.trim());
      } catch {
        // Browsers lend the clipboard to encrypted sites only; the old way works anywhere.
        if (field.select) field.select();
        else getSelection().selectAllChildren(field);
        isCopied = document.execCommand("copy");
      }
      outcome.textContent = isCopied ? "Copied" : "Marked: copy it with your keyboard.";
    });
  }
})();

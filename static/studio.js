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
  // A page that answered a form: going back to it or loading it again asks for
  // the form, and sends nothing a second time.
  history.replaceState(history.state, "", location.href);
  let timer = 0;
  /** What is being sent, one after the other. */
  let queue = Promise.resolve();
  let sending = 0;
  /** A page is being replaced: fields lose the cursor without anybody leaving them. */
  let isSwapping = false;
  /** Somebody changed the same thing: nothing is saved until one has chosen. */
  let contradicts = false;

  const editor = (page = document) => page.querySelector("form[data-autosave]");
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

  const isSignIn = (response) => new URL(response.url).pathname.startsWith("/sign-in");
  /** Whoever has signed in again goes on here: the page takes the mark of the new session. */
  const renew = async () => {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const mark = page.querySelector("#content input[name=mark]")?.value;
    if (!response.ok || isSignIn(response) || !mark) return null;
    for (const field of document.querySelectorAll("input[name=mark]")) field.value = mark;
    return mark;
  };
  const post = async (form, body, keepalive) => {
    const ask = () => fetch(form.action, { method: "POST", body, keepalive });
    const response = await ask();
    if (!isSignIn(response) && response.status !== 403) return response;
    const mark = await renew();
    if (!mark) return null;
    body.set("mark", mark);
    return ask();
  };

  /** Sends a form; the page that comes back, or nothing if it was not taken. */
  const send = async (form, body, keepalive = false) => {
    say("Saving …");
    let response;
    try {
      response = await post(form, body, keepalive);
    } catch {
      say("Not saved: no connection. It is tried again.");
      schedule(RETRY_MS);
      return null;
    }
    showSignedOut(!response);
    if (!response) {
      say("Not saved");
      return null;
    }
    contradicts = response.status === 409;
    if (contradicts) {
      say("");
      showContradiction(form, body.get("go"));
      return null;
    }
    if (!response.ok || isSignIn(response)) {
      say("Not saved. Press Save to see why.");
      return null;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { page, address: new URL(response.url) };
  };

  /** A notice at the top that goes when one is signed in; the cursor stays where one writes. */
  const signedOut = () => document.querySelector("#draft-bar ~ .signed-out");
  const showSignedOut = (isOut) => {
    if (isOut === Boolean(signedOut())) return;
    if (isOut) document.getElementById("draft-bar")?.after(document.getElementById("signed-out").content.cloneNode(true));
    else signedOut().remove();
  };

  /** A notice at the top; its button sends the form so that both are shown. */
  const showContradiction = (form, go) => {
    const words = document.getElementById("contradiction");
    if (!words) return;
    document.querySelector("#draft-bar ~ .contradiction")?.remove();
    const notice = words.content.cloneNode(true).firstElementChild;
    notice.querySelector("button").addEventListener("click", () => {
      const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: go });
      form.append(pressed);
      form.submit();
      pressed.remove();
    });
    document.getElementById("draft-bar").after(notice);
    notice.focus();
  };

  const named = (form) => [...form.elements].filter((field) => field.name && !adds(field.name) && field.name !== "go");
  const shape = (form) => named(form).map((field) => `${field.name} ${field.type}`).join("\n");
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  /** Of a group of which one is chosen, each knows which. */
  const stateOf = (field, fields) => {
    if (field.type !== "radio") return isTick(field) ? field.checked : field.value;
    return fields.find((other) => other.name === field.name && other.checked && other.type === "radio")?.value;
  };
  const put = (field, state) => {
    if (field.type === "checkbox") field.checked = state;
    else if (field.type === "radio") field.checked ||= field.value === state;
    // An answer that is not offered any more cannot be kept.
    else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === state)) field.value = state;
  };
  /** What one can change on a page, by what finds it again on the page that replaces it. */
  const written = (page = document) => {
    const seen = (field) => field.name && field.type !== "hidden" && !["BUTTON", "FIELDSET"].includes(field.tagName);
    const fields = [...editor(page)?.elements ?? []].filter(seen);
    return new Map(fields.map((field) => [isTick(field) ? `${field.name}\n${field.value}` : field.name, { field, state: stateOf(field, fields) }]));
  };
  const isWriting = (field) => field === document.activeElement && !isTick(field) && field.tagName !== "SELECT";
  /** Changed since it was sent, or being changed: what the server knew of it is older. */
  const isNewer = (name, now, sent) => Boolean(now) && now.state !== (adds(now.field.name) ? "" : sent.get(name)?.state);
  const orderOfParts = () => [...document.querySelectorAll("[data-sortable=part] > li")].map((item) => item.id);

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

  /** Puts what others have changed into the fields, unless one has written there. */
  const takeOver = (page, sent) => {
    const known = written();
    for (const [name, { field, state }] of written(page)) {
      const now = known.get(name);
      if (!now || adds(field.name)) continue;
      const old = now.field;
      for (const mark of ["aria-invalid", "placeholder"]) {
        if (field.hasAttribute(mark)) old.setAttribute(mark, field.getAttribute(mark));
        else old.removeAttribute(mark);
      }
      old.classList.toggle("gap", field.classList.contains("gap"));
      if (!isNewer(name, now, sent) && !isWriting(old) && state !== now.state) put(old, state);
    }
  };

  /** What came of it, unless more is to be saved: the status never runs ahead. */
  const sayDone = (words) => say(timer || sending > 1 ? "Saving …" : words);

  const save = (keepalive = false) => {
    clearTimeout(timer);
    timer = 0;
    return enqueue(async () => {
      const form = editor();
      if (!form) return;
      const body = fieldsOf(form, "save");
      for (const name of [...body.keys()]) if (adds(name)) body.delete(name);
      const sent = written();
      const before = shape(form);
      const answer = await send(form, body, keepalive);
      if (!answer) return;
      const fresh = editor(answer.page);
      refresh(answer.page);
      if (fresh && before === shape(form)) {
        if (shape(fresh) === before) takeOver(answer.page, sent);
        else swap(answer.page, sent, keyOf(document.activeElement));
      }
      sayDone("Saved");
    });
  };

  const schedule = (pause = PAUSE_MS) => {
    clearTimeout(timer);
    if (contradicts) return;
    timer = setTimeout(save, pause);
  };

  /** What finds an element again in the page that replaces this one. */
  const keyOf = (element) => {
    if (!element || element === document.body) return null;
    const value = element.tagName === "BUTTON" || isTick(element) ? element.value : null;
    const [start, end] = [element.selectionStart, element.selectionEnd];
    return { id: element.id, name: element.name, value, start, end };
  };
  const findAgain = (key) => {
    if (!key) return null;
    if (key.value && key.name) return document.querySelector(`#content [name="${CSS.escape(key.name)}"][value="${CSS.escape(key.value)}"]:not([type=hidden])`);
    return key.id ? document.getElementById(key.id) : null;
  };
  const openDetails = () => [...document.querySelectorAll("#content details")]
    .filter((details) => details.open)
    .map((details) => [details.closest("[id]")?.id, details.querySelector("summary").textContent].join("\n"));

  /** What was written since `sent` left goes into the new page, and is saved again. */
  const keepWritten = (now, sent, order) => {
    let isKept = false;
    for (const [name, { field }] of written()) {
      const before = now.get(name);
      if (!before || !isNewer(name, before, sent) && !before.isWriting) continue;
      put(field, before.state);
      isKept ||= isNewer(name, before, sent) && !adds(field.name);
    }
    for (const id of order) {
      const item = document.getElementById(id);
      item?.parentElement.append(item);
    }
    if (isKept && !timer && sending < 2) schedule();
  };

  /** The new content in the place of the old, the cursor where it was. */
  const swap = (page, sent, key, places = [], orderSent = orderOfParts()) => {
    const open = new Set(openDetails());
    const here = keyOf(document.activeElement);
    const now = written();
    for (const value of now.values()) value.isWriting = isWriting(value.field);
    const order = orderOfParts();
    const [content, fresh] = [document.getElementById("content"), page.getElementById("content")];
    const [status, newStatus] = [document.getElementById("saved"), page.getElementById("saved")];
    if (status && newStatus) newStatus.replaceWith(document.adoptNode(status));
    isSwapping = true;
    content.replaceChildren(...fresh.childNodes);
    isSwapping = false;
    document.title = page.title;
    for (const details of document.querySelectorAll("#content details")) {
      const name = [details.closest("[id]")?.id, details.querySelector("summary").textContent].join("\n");
      if (open.has(name)) details.open = true;
    }
    keepWritten(now, sent, order.join() === orderSent.join() ? [] : order);
    const candidates = [findAgain(key), ...places.map((place) => document.querySelector(place))];
    const target = candidates.find((element) => element && !element.disabled);
    target?.focus();
    if (target?.id && here?.start != null && target.id === here.id) {
      try { target.setSelectionRange(here.start, here.end); } catch { /* no text field */ }
    }
  };

  /** What is to be added leaves its line at once, so that the next can be written there. */
  const takeNew = (form) => {
    const fields = [...form.elements].filter((field) => field.name && adds(field.name) && field.value);
    const taken = fields.map((field) => [field.name, field.value]);
    for (const field of fields) field.value = "";
    return taken;
  };
  const putBack = (form, taken) => {
    for (const [name, value] of taken) {
      const field = form.elements[name];
      if (field) field.value = [value, field.value].filter(Boolean).join(" ");
    }
  };

  /** Does what the button does, in place. `key` is where the cursor goes, unless one has moved it. */
  const press = (form, go, words, key, places = []) => {
    clearTimeout(timer);
    timer = 0;
    const taken = takeNew(form);
    const line = places[0] && document.activeElement?.closest("#new-part") && document.querySelector(places[0]);
    if (line) line.focus();
    const from = document.activeElement;
    return enqueue(async () => {
      const current = document.getElementById(form.id) ?? form;
      const body = fieldsOf(current, go);
      for (const name of [...body.keys()]) if (adds(name)) body.delete(name);
      for (const [name, value] of taken) body.set(name, value);
      const [sent, order] = [written(), orderOfParts()];
      const answer = await send(current, body);
      if (!answer) {
        putBack(document.getElementById(form.id) ?? form, taken);
        return;
      }
      if (answer.address.pathname !== location.pathname) {
        location.assign(answer.address);
        return;
      }
      const at = document.activeElement;
      const hasMoved = at !== from && at !== document.body;
      swap(answer.page, sent, hasMoved ? keyOf(at) : key, hasMoved ? [] : places, order);
      sayDone(words);
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
      press(form, go, SAID[verb] ?? "Saved", key, places);
      return;
    }
    if (go === "save" && form === editor() && !contradicts) {
      event.preventDefault();
      const isAdding = [...form.elements].some((field) => adds(field.name) && field.value.trim());
      const key = keyOf(document.activeElement);
      if (isAdding) press(form, "save", "Saved", key);
      else save();
      return;
    }
    if (signedOut()) {
      event.preventDefault();
      renew().catch(() => null).then((mark) => {
        showSignedOut(!mark);
        if (mark) form.requestSubmit(button ?? undefined);
      });
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
    if (isSwapping || !field.form?.matches("[data-autosave]") || adds(field.name)) return;
    if ("swapOnChange" in field.dataset) press(field.form, "save", "Saved", keyOf(document.activeElement));
    // What is typed has been seen to as it was typed.
    else if (field.tagName === "SELECT" || field.type === "checkbox" || field.type === "radio") schedule(0);
  });

  /** What was typed into the empty line belongs to the survey, too. */
  document.addEventListener("focusout", (event) => {
    const line = event.target.closest?.("#new-part");
    if (isSwapping || !line || line.contains(event.relatedTarget) || event.relatedTarget?.tagName === "BUTTON") return;
    const isFilled = [...line.querySelectorAll("input")].some((field) => field.value.trim());
    if (isFilled) press(line.closest("form"), "add", SAID.add, keyOf(event.relatedTarget));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || !(timer || sending) || event.ctrlKey || event.metaKey || event.shiftKey || link.hash && link.pathname === location.pathname) return;
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
      press(button.form, button.value, SAID[verb], key.isLink ? null : key, key.isLink ? [`#${CSS.escape(key.id)} a`] : []);
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
        press(item.closest("form"), go, SAID.place, null, [`#${CSS.escape(item.id)} a, #${CSS.escape(item.id)} input[type=text]`]);
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

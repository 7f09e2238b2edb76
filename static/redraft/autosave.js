// Saves a form while a person types in it: <form data-autosave>. The form is sent to its own
// address, by the same rules as its button; the words stay in the box whatever becomes of it.

const PAUSE = 2_000; // after the last key
const LONGEST = 10_000; // while typing without a pause
const RETRY = [5_000, 15_000, 30_000, 60_000];
const KEEPALIVE_LIMIT = 60_000; // browsers carry no more than 64 KiB beyond the end of a page

// What is said stands on the page, in its language.
const words = document.querySelector("script[data-saved]").dataset;

const states = new WeakMap();
const open = new Set();

function stateOf(form) {
  if (!states.has(form)) {
    const status = document.createElement("p");
    status.className = "govuk-body-s redraft-saved";
    status.setAttribute("role", "status");
    form.append(status);
    states.set(form, { status, dirty: false, sending: null, unanswered: null, failures: 0 });
    open.add(form);
  }
  return states.get(form);
}

function say(state, said, wrong = false) {
  if (state.status.textContent !== said) state.status.textContent = said;
  state.status.classList.toggle("govuk-error-message", wrong);
}

// As the button would send it: line breaks are CRLF, so that both ways store the same text.
function bodyOf(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value.replace(/\r\n|\r|\n/g, "\r\n"));
  }
  return body.toString();
}

function withSeen(body, seen) {
  const given = new URLSearchParams(body);
  given.set("seen", seen);
  return given.toString();
}

// One at a time in all tabs of this browser, so that two first saves do not start two drafts.
function inTurn(work) {
  return navigator.locks ? navigator.locks.request("redraft-autosave", work) : work();
}

function send(form, body, keepalive) {
  return fetch(form.action, {
    method: "POST",
    body,
    keepalive,
    credentials: "same-origin",
    redirect: "error",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Requested-With": "autosave",
    },
  });
}

async function told(form, state, body, answer) {
  const outcome = await answer.json().catch(() => ({}));
  if (answer.ok) {
    state.failures = 0;
    if (outcome.seen !== undefined) form.elements.seen.value = outcome.seen;
    if (withSeen(bodyOf(form), "") === withSeen(body, "")) {
      state.dirty = false;
      say(state, outcome.saved_at ? words.saved.replace("{time}", outcome.saved_at) : "");
    }
    return true;
  }
  state.problem = true;
  say(state, outcome.problem || words.refused, true);
  return true;
}

// True when the server answered, whatever it said; false when it could not be reached.
async function deliver(form, state, body) {
  state.unanswered = body;
  let answer = null;
  try {
    answer = await send(form, body, body.length < KEEPALIVE_LIMIT);
  } catch {
    answer = null;
  }
  if (!answer || answer.status >= 500) {
    const wait = RETRY[Math.min(state.failures, RETRY.length - 1)];
    state.failures += 1;
    say(state, words.away, true);
    later(form, state, wait);
    return false;
  }
  state.unanswered = null;
  return told(form, state, body, answer);
}

async function attempt(form, state) {
  // An answer that never came may have been a save: the same words go first, then the newer.
  if (state.unanswered !== null && !(await deliver(form, state, state.unanswered))) return false;
  if (!state.dirty || state.problem || !form.isConnected) return true;
  const body = bodyOf(form);
  return deliver(form, state, body);
}

// `last`: the page may be gone in a moment, so the words leave at once, without waiting for a turn.
function save(form, last = false) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.since = null;
  if (!state.sending) {
    const work = () => attempt(form, state);
    state.sending = (last ? work() : inTurn(work)).finally(() => {
      state.sending = null;
      if (state.dirty && !state.problem && state.unanswered === null) later(form, state, PAUSE);
    });
  }
  return state.sending;
}

function later(form, state, wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), wait);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (!form) return;
  const state = stateOf(form);
  // "Saved" is said of what is in the box, and of nothing less.
  if (!state.dirty && !state.problem) say(state, "");
  state.dirty = true;
  state.problem = false;
  state.leaving = false;
  state.since ??= Date.now();
  later(form, state, Math.min(PAUSE, Math.max(0, state.since + LONGEST - Date.now())));
});

// The button while a save is under way waits for it: the page then knows what it has saved itself.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-autosave]");
    const state = form && states.get(form);
    if (!state) return;
    clearTimeout(state.timer);
    if (state.sending || state.unanswered !== null) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      (state.sending || save(form)).then((reached) => {
        clearTimeout(state.timer);
        if (reached && state.unanswered === null) form.requestSubmit(button);
        else later(form, state, RETRY[0]);
      });
      return;
    }
    state.leaving = true;
  },
  true,
);

function saveAll(last) {
  for (const form of open) {
    if (!form.isConnected) open.delete(form);
    else if (states.get(form).dirty || states.get(form).unanswered !== null) save(form, last);
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll(true);
});
addEventListener("pagehide", () => saveAll(true));
addEventListener("online", () => saveAll(false));
addEventListener("pageshow", (event) => {
  for (const form of open) states.get(form).leaving = false;
  if (event.persisted) saveAll(false);
});

addEventListener("beforeunload", (event) => {
  const unsaved = [...open].some((form) => {
    const state = states.get(form);
    return form.isConnected && state.dirty && !state.leaving;
  });
  if (unsaved) event.preventDefault();
});

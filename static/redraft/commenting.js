// Keeps a reader in their place: the form of a clause's box, <form data-in-place>, is sent without
// leaving the page, and the server's own answer is put where it belongs, <… data-fragment="NAME">.
// Whatever else the server answers is shown as it would be without this script.

const sending = new WeakSet();

// What is said stands on the page, in its language.
const words = document.querySelector("script[data-unreached]").dataset;

function bodyOf(form, button) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value.replace(/\r\n|\r|\n/g, "\r\n"));
  }
  if (button?.name) body.append(button.name, button.value);
  return body;
}

function sayAway(form) {
  const said = form.querySelector("[data-away]") ?? document.createElement("p");
  said.className = "govuk-error-message";
  said.dataset.away = "";
  said.tabIndex = -1;
  said.textContent = words.unreached;
  form.append(said);
  said.focus();
}

// The page as the server would have shown it: for a refusal, or an answer that is no fragment.
function leave(form, button) {
  if (button?.name) {
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
  }
  HTMLFormElement.prototype.submit.call(form);
}

// The clause stays where it was on the screen, whatever grows or shrinks above it.
function put(html, clause) {
  const before = clause?.getBoundingClientRect().top;
  const answer = new DOMParser().parseFromString(html, "text/html");
  let box = null;
  for (const part of answer.querySelectorAll("[data-fragment]")) {
    const place = document.querySelector(`[data-fragment="${CSS.escape(part.dataset.fragment)}"]`);
    if (!place) continue;
    const placed = document.importNode(part, true);
    place.replaceWith(placed);
    box ??= placed;
  }
  if (clause) scrollBy({ top: clause.getBoundingClientRect().top - before, behavior: "instant" });
  return box;
}

function focusOn(box) {
  const status = box?.querySelector(".govuk-error-summary, [role=alert], [data-focus]");
  if (!status) return;
  status.tabIndex = -1;
  status.focus({ preventScroll: true });
  status.scrollIntoView({ block: "nearest" });
}

async function send(form, button) {
  const clause = form.closest(".redraft-clause");
  let answer;
  let html;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: bodyOf(form, button),
      credentials: "same-origin",
      redirect: "error",
      headers: { "X-Requested-With": "in-place" },
    });
    html = await answer.text();
  } catch {
    sayAway(form);
    return;
  }
  if (answer.headers.get("X-Fragment")) focusOn(put(html, clause));
  else leave(form, button);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-in-place]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  send(form, event.submitter).finally(() => sending.delete(form));
});

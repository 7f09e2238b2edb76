// Says how many words are in a box, and how many more can be sent with it:
// <textarea data-count data-limit="BYTES">. The limit is on all that the form sends at once.

const PAUSE = 800; // after the last key: a screen reader is not to speak over each word
const BYTES_OF_A_WORD = 10; // as the page's own words about the limit reckon

// What is said stands on the page, in its language: `forms` of "5 words", and `of` says which of them
// each number below 200 takes. Above it the last two digits decide.
const said = document.querySelector("script[data-words]").dataset;
const { forms, of } = JSON.parse(said.words);
const figure = new Intl.NumberFormat(document.documentElement.lang);
const timers = new WeakMap();

function lineOf(box) {
  let line = box.nextElementSibling;
  if (!line?.matches("[data-counted]")) {
    line = document.createElement("p");
    line.className = "govuk-hint govuk-!-margin-top-1";
    line.dataset.counted = "";
    line.setAttribute("role", "status");
    box.after(line);
  }
  return line;
}

function bytesOf(form) {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") sent.append(name, value.replace(/\r\n|\r|\n/g, "\r\n"));
  }
  return sent.toString().length;
}

function count(box) {
  const words = box.value.split(/\s+/).filter(Boolean).length;
  const left = Number(box.dataset.limit) - bytesOf(box.form);
  const room =
    left < 0
      ? said.noRoom
      : said.room.replace("{number}", figure.format(Math.floor(left / BYTES_OF_A_WORD)));
  const form = forms[of[words < of.length ? words : 100 + (words % 100)]];
  lineOf(box).textContent = `${form.replace("{number}", figure.format(words))}. ${room}`;
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches?.("textarea[data-count]")) return;
  clearTimeout(timers.get(box));
  timers.set(
    box,
    setTimeout(() => box.isConnected && count(box), PAUSE),
  );
});

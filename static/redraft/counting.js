// Says how many words are in a box, and how many more can be sent with it:
// <textarea data-count data-limit="BYTES">. The limit is on all that the form sends at once.

const PAUSE = 800; // after the last key: a screen reader is not to speak over each word
const BYTES_OF_A_WORD = 10; // as the page's own words about the limit reckon

const figure = new Intl.NumberFormat("en-GB");
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
      ? "This is too long to send at once. Take something out, or put it on another clause."
      : `There is room for about ${figure.format(Math.floor(left / BYTES_OF_A_WORD))} more.`;
  lineOf(box).textContent = `${figure.format(words)} ${words === 1 ? "word" : "words"}. ${room}`;
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

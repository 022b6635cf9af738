// Every sentence that a script says to a person, in one place for those who translate; and the saying of one aloud.

export const words = {
  // The connection
  reconnecting: "Reconnecting…",
  upToDate: "You are up to date.",
  waitingToSend: "You are not connected. Your words are safe on this device. We will send them when you are back.",
  signedOut: "You were signed out to keep this private. Sign in and you will be back here.",
  signIn: "Sign in",
  gone: "This page is not open any more.",
  home: "Home",

  // Saving
  saved: (time) => `Saved ${time}`,
  keptHere: "Kept on this device until you are back.",
  notSaved: "We could not save that. Your words are still here. Try again.",
  movedOn: "This moved on while you were writing. Your words are below.",
  yourWords: "Your words are kept",
  close: "Close",
  left: (count) => (count === 1 ? "1 character left" : `${count} characters left`),

  // Private pages
  locked: "Locked, to keep this private",
  openAgain: "Open it again",

  // Who is here
  here: "Here",
  writing: "Writing…",
  away: "Away",
  notConnected: "Not connected",

  // Turns
  timeRuns: (minutes) => `The time is running: ${minutes}.`,
  minuteLeft: "One minute left.",
  secondsLeft: "Ten seconds left.",
  timeIsUp: "Time is up. Finish your thought.",

  // Needs
  alwaysNever: "“You always” and “you never” are hard to hear. Could you name one time instead?",
  fine: "It is fine as it is",

  // Cards in order
  nowAt: (card, place, of) => `${card}: now ${place} of ${of}.`,

  // Passkeys
  passkeyFailed: "That did not work, or it was cancelled. Nothing was changed.",

  // Leaving quickly
  shiftsLeft: (count) => (count === 1 ? "Shift once more to leave." : `Shift ${count} more times to leave.`),

  // Small things
  copied: "Copied",
  notCopied: "Copying did not work here. Mark the words and copy them by hand.",
  show: "Show",
  hide: "Hide",
};

const region = document.getElementById("say");
let waiting = [];

/** Says a sentence to people who listen to the page. Polite: it waits until the reader is silent. */
export function say(sentence) {
  if (!region || !sentence) return;
  waiting.push(sentence);
  if (waiting.length > 1) return;
  // Emptied first, so that the same sentence is said again; a moment's wait joins what comes together.
  region.textContent = "";
  setTimeout(() => {
    region.textContent = waiting.join(" ");
    waiting = [];
  }, 60);
}

// Puts a new fragment in the place of the old one and leaves alone what a person is in the middle of:
// words they typed, choices they made, where the caret is, what they opened.

import { Idiomorph } from "../../vendor/idiomorph.esm.min.js";
import { drop, rescue, touched } from "./drafts.js";
import { formsIn, isText, own, question, textsIn, typed } from "./fields.js";
import { isOnTheWay, takeOurs } from "./forms.js";
import { clearProblems, keep } from "./notices.js";

// Fragments are made by our own templates, which escape every word; a document parsed here runs no script.
const policy = globalThis.trustedTypes?.createPolicy("couples", { createHTML: (html) => html });

export function parsed(html) {
  const trusted = policy ? policy.createHTML(html) : html;
  return new DOMParser().parseFromString(trusted, "text/html");
}

export const parse = (html) => parsed(html).body.firstElementChild;

export function morph(old, fresh) {
  const same = old.dataset.step === fresh.dataset.step && old.dataset.phase === fresh.dataset.phase;
  const steady = steadyForms(old, fresh);
  const texts = heldTexts(old, fresh, steady);
  const choices = choicesOf(old, steady);
  const arrived = arrivedIn(old, fresh);
  const active = document.activeElement;
  const wasInside = active === document.body || old.contains(active);
  letGo(old, steady, fresh.dataset.phase === "paused");
  carryOver(old, fresh, steady);
  const orders = new Set([...old.querySelectorAll("[data-order]")].filter((list) => steady.has(list.closest("form"))));
  Idiomorph.morph(old, fresh, { morphStyle: "outerHTML", callbacks: callbacks(old, same, texts, orders) });
  choices.forEach((choice) => chooseAgain(old, choice));
  for (const id of arrived) document.getElementById(id)?.closest("details")?.setAttribute("open", "");
  for (const [field, form] of texts) if (field.form !== form) moved(field);
  if (wasInside) refocus(old, active, same);
}

/** Forms of both that ask the same question. */
function steadyForms(old, fresh) {
  const asked = new Set(formsIn(fresh).map(question));
  return new Set(formsIn(old).filter((form) => asked.has(question(form))));
}

/** Text fields to leave as they are, each with its form. What the server holds becomes their default, the caret stays. */
function heldTexts(old, fresh, steady) {
  const held = new Map();
  for (const field of textsIn(old)) {
    const twin = field.id && steady.has(field.form) && fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (!twin?.form || question(twin.form) !== question(field.form)) continue;
    if (!typed(field) && field !== document.activeElement) continue;
    held.set(field, field.form);
    rebase(field, twin.defaultValue);
  }
  return held;
}

/** Boxes that were empty and now hold words of this person: written elsewhere, or saved while the page was reloaded. */
function arrivedIn(old, fresh) {
  const twin = (field) => old.querySelector(`#${CSS.escape(field.id)}`);
  return textsIn(fresh).filter((field) => field.id && field.defaultValue && twin(field)?.value === "").map(({ id }) => id);
}

/** Typed words that came into another form: its draft from now on, and in sight. */
function moved(field) {
  touched(field.form);
  field.closest("details")?.setAttribute("open", "");
}

function rebase(field, defaultValue) {
  const { value, selectionStart, selectionEnd } = field;
  field.defaultValue = defaultValue;
  if (field.value === value) return;
  field.value = value;
  if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
}

function choicesOf(old, steady) {
  return [...old.querySelectorAll("input:is([type=radio], [type=checkbox]), select")]
    .filter((choice) => steady.has(choice.form) && chosen(choice))
    .map((choice) => ({ asks: question(choice.form), name: choice.name, value: choice.value, checked: choice.checked }));
}

function chosen(choice) {
  if (choice.localName === "select") return choice.selectedIndex >= 0 && !choice.selectedOptions[0].defaultSelected;
  return choice.checked !== choice.defaultChecked;
}

function chooseAgain(element, { asks, name, value, checked }) {
  for (const choice of element.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (!choice.form || question(choice.form) !== asks) continue;
    if (choice.localName === "select") choice.value = value;
    else if (choice.value === value) choice.checked = checked;
  }
}

/**
 * Words in forms that go: a draft while it is paused, since the form will come back; else shown beside.
 * Whoever did the thing that makes the form go has decided about the words in it.
 */
function letGo(old, steady, paused) {
  const ours = takeOurs();
  for (const form of formsIn(old)) {
    if (steady.has(form)) continue;
    clearProblems(form);
    if (isOnTheWay(form)) continue;
    const unsent = textsIn(form).filter(typed);
    if (paused && form.dataset.draft !== undefined) rescue(form);
    else if (unsent.length && !ours) keep(unsent.map((field) => field.value));
    drop(form);
  }
}

/** What scripts wrote into the old fragment (data-local) goes on with its form, or not at all. */
function carryOver(old, fresh, steady) {
  for (const local of own(old, "[data-local]")) {
    const form = local.closest("form") ?? document.getElementById(local.dataset.local);
    const there = form?.id && steady.has(form) && fresh.querySelector(`#${CSS.escape(form.id)}`);
    if (there) twinOf(local, there)?.replaceWith(local.cloneNode(true));
    else delete local.dataset.local;
  }
}

function twinOf(local, form) {
  const { errorFor, saved, problem } = local.dataset;
  if (errorFor !== undefined) return form.querySelector(`[data-error-for="${CSS.escape(errorFor)}"]`);
  if (saved !== undefined) return form.querySelector("[data-saved]");
  return problem === undefined ? null : form.querySelector("[data-problem]");
}

/** A stream that stands in this one is brought up to date by its own views. */
const ownsItself = (old, node, fresh) => node !== old && node.dataset?.stream && node.id === fresh.id;

/** Texts that are typed, and lists that are put in order, stay as they are. */
function callbacks(old, same, texts, orders) {
  return {
    beforeNodeMorphed: (node, fresh) => !texts.has(node) && !orders.has(node) && !ownsItself(old, node, fresh),
    beforeNodeRemoved: (node) => node.dataset?.local === undefined,
    beforeAttributeUpdated: (name, node) => !(same && name === "open" && node.localName === "details"),
  };
}

/** A new step begins at its heading. In the same step the focus moves only if what had it is gone. */
function refocus(element, active, same) {
  const lost = document.activeElement !== active || !seen(active);
  if (same ? !lost : !lost && isText(active)) return;
  element.querySelector(':is(h1, h2)[tabindex="-1"]')?.focus({ preventScroll: same });
}

/** What lies in closed details can hold the focus for a moment and is then silently without it. */
const seen = (element) => element.checkVisibility?.() ?? true;

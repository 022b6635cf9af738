// What a form holds: the fields of a deed, the words a person typed, and which question it asks.

const FRAME = new Set(["deed", "step", "op", "csrf"]);
const TEXT = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=submit], [type=button])";

/** Fields as the server wants them: a string, or a list where a name comes more than once. */
export function fieldsOf(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const fields = {};
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name).map(String);
    if (!FRAME.has(name)) fields[name] = values.length > 1 ? values : values[0];
  }
  return fields;
}

export const streamOf = (element) => element.closest("[data-stream]")?.dataset.stream;

export const isText = (element) => element.matches?.(TEXT);

/** Of an element itself: a stream that stands in another keeps its own words. */
export const own = (element, selector) =>
  [...element.querySelectorAll(selector)].filter((each) => within(each, element) === within(element, element));

/** The stream that an element is in, looking no further out than `root`. */
const within = (element, root) => {
  const stream = element.closest("[data-stream]");
  return stream && root.contains(stream) ? stream : root;
};

export const textsIn = (element) => own(element, TEXT);

/** Holds something that the server did not put there. */
export const typed = (field) => field.value !== field.defaultValue;

/** What a form asks. What was typed into one form belongs into another that asks the same. */
export function question(form) {
  const part = form.querySelector("input[type=hidden][name=part]")?.value ?? "";
  return [form.dataset.deed, form.dataset.step ?? "", part].join("|");
}

export const formsIn = (element) => own(element, "form[data-deed]");

// Validates pages with html-validate. Prints {file: [fault, …]}.
import { HtmlValidate } from "html-validate";

// A title is as long as the name of the meeting, and the widths of columns are the document's own.
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: { "long-title": "off", "no-inline-style": "off" },
});
const found = {};
for (const file of process.argv.slice(2)) {
  const { results } = await validator.validateFile(file);
  found[file] = results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `line ${line}: ${ruleId} ${message}`),
  );
}
console.log(JSON.stringify(found));

